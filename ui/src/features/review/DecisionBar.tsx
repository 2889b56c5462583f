import { useRef, useState } from "react";

import { Action } from "../../components/Action";
import { AskLine } from "../../components/AskLine";
import { Pick, type PickOption } from "../../components/Pick";
import type { CaseView, CredentialFilter, Selection } from "../../host/wire";
import { useSession } from "../../state/context";
import { useShortcut } from "../../state/useShortcut";
import { say } from "../../text/say";
import { groupName } from "./groupHeads";
import { TakeBack } from "./TakeBack";
import type { Target } from "./useCredentialTable";

type Scope = "one" | "service" | "host" | "rule" | "shown";

interface DecisionBarProps {
  case: CaseView;
  target: Target | undefined;
  filter: CredentialFilter;
  shown: number;
}

/** Redact or keep, for one credential or for all of a kind. */
export function DecisionBar({ case: open, target, filter, shown }: DecisionBarProps) {
  const session = useSession();
  const [scope, setScope] = useState<Scope>("one");
  const [isAsking, setAsking] = useState(false);
  const options = target ? scopes(target, shown) : [];
  // What a group has not, a credential may have: the choice waits until it means something again.
  const meant = options.some((option) => option.id === scope) ? scope : "one";
  const selection = target ? selectionOf(meant, target, filter) : null;
  const many = meant === "shown" ? shown : meant === "one" && target?.kind === "group" ? target.group.credentials : 1;

  const asker = useRef<Element | null>(null);
  const keeper = useRef<HTMLButtonElement>(null);

  const ask = () => {
    asker.current = document.activeElement;
    setAsking(true);
  };
  // The focus goes back to where the question was asked from, or to the button that asks it.
  const close = () => {
    setAsking(false);
    requestAnimationFrame(() => {
      const back = asker.current?.isConnected ? asker.current : keeper.current;
      if (back instanceof HTMLElement) back.focus();
    });
  };
  const redact = () => selection && void session.decide(selection, { kind: "redact" });
  const keep = (reason: string) => {
    close();
    if (selection) void session.decide(selection, { kind: "keep", reason });
  };
  useShortcut("redact", selection ? redact : null);
  useShortcut("keep", selection ? ask : null);

  return (
    <section className="decision-bar" aria-label={say("decide.label")}>
      {isAsking ? (
        <AskLine
          title={say("keep.title")}
          label={say("keep.reason", { count: many })}
          hint={say("keep.hint")}
          longest={200}
          confirm={say("keep.confirm")}
          cancel={say("keep.cancel")}
          refuse={(reason) => (reason ? null : say("keep.required"))}
          onAnswer={keep}
          onCancel={close}
        />
      ) : (
        <div className="row">
          {target && (
            <>
              <Action icon="covered" onPress={redact}>
                {say("decide.redact")}
              </Action>
              <Action ref={keeper} icon="eye" onPress={ask}>
                {say("decide.keep")}
              </Action>
              <span className="row scope">
                <span className="meta">{say("decide.scope")}</span>
                <Pick label={say("decide.scope")} unseenLabel options={options} value={meant} onChange={(id) => setScope(id as Scope)} />
              </span>
            </>
          )}
          <TakeBack case={open} />
        </div>
      )}
    </section>
  );
}

function scopes(target: Target, shown: number): (PickOption & { id: Scope })[] {
  const all: PickOption & { id: Scope } = { id: "shown", text: say("decide.scope.shown", { count: shown }) };
  if (target.kind === "group") {
    const { group } = target;
    return [{ id: "one", text: say("decide.scope.group", { value: groupName(group), count: group.credentials }) }, all];
  }
  const { row } = target;
  const options: (PickOption & { id: Scope })[] = [
    { id: "one", text: say("decide.scope.one") },
    { id: "service", text: say("decide.scope.service", { value: row.service }) },
    { id: "rule", text: say("decide.scope.rule", { value: row.rule }) },
    all,
  ];
  if (row.host) options.splice(2, 0, { id: "host", text: say("decide.scope.host", { value: row.host }) });
  return options;
}

function selectionOf(scope: Scope, target: Target, filter: CredentialFilter): Selection {
  if (scope === "shown") return { kind: "filtered", filter };
  // Of a group, those that the table shows: what a filter holds back is not decided unseen.
  if (target.kind === "group") return { kind: "filtered", filter: { ...filter, [target.by]: target.group.value } };
  const { row } = target;
  switch (scope) {
    case "one":
      return { kind: "credentials", ids: [row.id] };
    case "service":
      return { kind: "facet", facet: "service", value: row.service };
    case "host":
      return row.host ? { kind: "facet", facet: "host", value: row.host } : { kind: "credentials", ids: [row.id] };
    case "rule":
      return { kind: "facet", facet: "rule", value: row.rule };
  }
}
