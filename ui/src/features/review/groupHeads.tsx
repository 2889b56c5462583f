import type { ReactNode } from "react";

import { ChoiceMark } from "../../components/ChoiceMark";
import type { Groups } from "../../components/DataGrid";
import { WorstFigure } from "../../components/Figures";
import { Mark } from "../../components/Mark";
import type { CredentialGroup } from "../../host/wire";
import { say } from "../../text/say";
import type { GroupedLines } from "./useCredentialTable";

/** What the credentials of a group share, in words where it is not known. */
export function groupName(group: CredentialGroup): string {
  return group.value || say("group.nameless");
}

/** The heads of the table of credentials. */
export function groupHeads({ groups, lines, isOpen, fold }: GroupedLines): Groups {
  return {
    head(at) {
      const line = lines.at(at);
      const group = line?.kind === "head" ? groups[line.group] : undefined;
      if (line?.kind !== "head" || !group) return undefined;
      const open = isOpen(line.group);
      const foldLabel = say(open ? "group.close" : "group.open", { group: groupName(group) });
      return { cells: cells(group), isOpen: open, foldLabel, position: line.group + 1, of: groups.length };
    },
    under(at) {
      const line = lines.at(at);
      if (line?.kind !== "row") return undefined;
      const [position, of] = lines.placeOf(line.group, line.row);
      return { head: lines.headOf(line.group), position, of };
    },
    onFold: fold,
  };
}

function cells(group: CredentialGroup): Record<string, ReactNode> {
  return {
    service: (
      <span className="group-name">
        <strong className="clip" title={groupName(group)} {...(group.value ? { translate: "no" } : {})}>
          <bdi dir="ltr">{groupName(group)}</bdi>
        </strong>
        <span className="meta">
          <span aria-hidden="true">{say("count", { n: group.credentials })}</span>
          <span className="unseen">{say("review.shown", { shown: group.credentials })}</span>
        </span>
      </span>
    ),
    state: <WorstFigure counts={group} />,
    places: say("count", { n: group.places }),
    choice: decision(group),
  };
}

/** What happens to a group: the same to all of it, or so many are kept. */
function decision({ kept, credentials }: CredentialGroup): ReactNode {
  if (kept === 0) return <ChoiceMark choice={{ kind: "redact" }} />;
  if (kept === credentials) return <ChoiceMark choice={{ kind: "keep", reason: "" }} />;
  return (
    <Mark icon="eye" tone="warn">
      {say("verdict.kept", { count: kept })}
    </Mark>
  );
}
