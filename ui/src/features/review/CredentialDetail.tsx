import { useCallback, useState } from "react";

import { Action } from "../../components/Action";
import { Reveal } from "../../components/Reveal";
import type { CaseView, CredentialRow } from "../../host/wire";
import { copyText } from "../../state/clipboard";
import { useSession } from "../../state/context";
import { useShortcut } from "../../state/useShortcut";
import { say } from "../../text/say";
import { ContextView } from "./ContextView";
import { DecodedView } from "./DecodedView";
import { PlaceList } from "./PlaceList";

/** One credential: what it is, where it stands, what the text around it becomes, what can be read in it. */
export function CredentialDetail({ case: open, row }: { case: CaseView; row: CredentialRow | undefined }) {
  const { host, speak } = useSession();
  const [place, setPlace] = useState(0);
  const [wish, setWish] = useState(0);
  const id = row?.id;
  const ask = useCallback(() => host.reveal(open.id, id ?? -1), [host, open.id, id]);
  useShortcut("reveal", row ? () => setWish((count) => count + 1) : null);

  if (!row) {
    return (
      <section className="pane detail empty">
        <p className="quiet">{say("detail.none")}</p>
      </section>
    );
  }

  // What goes to the clipboard is the placeholder, never the value.
  const copy = () =>
    void copyText(row.placeholder).then(
      () => speak(say("detail.copy-placeholder")),
      () => undefined,
    );

  return (
    <section className="pane detail" aria-labelledby="credential-title">
      <header>
        <h2 id="credential-title" translate="no" className="wrap-anywhere">
          {row.service} · {row.label}
        </h2>
        <Reveal masked={row.masked} kept={row.choice.kind === "keep"} ask={ask} wish={wish} />
      </header>
      <dl className="facts">
        <dt>{say("detail.placeholder")}</dt>
        <dd>
          <span className="placeholder wrap-anywhere selectable" translate="no">
            {row.placeholder}
          </span>
          <Action look="bare" icon="copy" aria-label={say("detail.copy-placeholder")} onPress={copy} />
        </dd>
        <dt>{say("detail.rule")}</dt>
        <dd className="code wrap-anywhere" translate="no">
          {row.rule}
        </dd>
        <dt>{say("detail.class")}</dt>
        <dd>
          <span>
            <span translate="no">{row.class}</span>, {say(`severity.${row.severity}`)}
          </span>
        </dd>
        {row.choice.kind === "keep" && (
          <>
            <dt>{say("detail.reason")}</dt>
            <dd translate="no" className="wrap-anywhere">
              {row.choice.reason}
            </dd>
          </>
        )}
      </dl>
      <PlaceList case={open} row={row} active={place} onActive={setPlace} />
      <ContextView case={open} row={row} place={place} />
      <DecodedView case={open} row={row} />
    </section>
  );
}
