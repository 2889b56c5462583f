import { useMemo, useRef } from "react";

import { DataGrid } from "../../components/DataGrid";
import { Said } from "../../components/Said";
import type { CaseView, CredentialFilter } from "../../host/wire";
import { useModel, useSession } from "../../state/context";
import { useShortcut } from "../../state/useShortcut";
import { say } from "../../text/say";
import { credentialColumns } from "./columns";
import { CredentialDetail } from "./CredentialDetail";
import { CredentialFilters } from "./CredentialFilters";
import { DecisionBar } from "./DecisionBar";
import { GroupControl } from "./GroupControl";
import { GroupDetail } from "./GroupDetail";
import { groupHeads } from "./groupHeads";
import { useCredentialTable } from "./useCredentialTable";

/** The table of credentials, what is chosen in it beside it, the decision below. */
export function CredentialsTab({ case: open }: { case: CaseView }) {
  const { arrange } = useSession();
  const { filter, sort, active } = useModel().table;
  const { shown, isKnown, lines, grouped, target } = useCredentialTable(open);
  const groups = useMemo(() => (grouped ? groupHeads(grouped) : undefined), [grouped]);
  const search = useRef<HTMLInputElement>(null);
  useShortcut("search", () => search.current?.focus());
  const narrow = (next: CredentialFilter) => arrange({ filter: next, active: 0 });

  return (
    <div className="panes">
      <section className="pane list" aria-label={say("review.table")}>
        <CredentialFilters case={open} filter={filter} onChange={narrow} search={search}>
          <GroupControl grouped={grouped} />
        </CredentialFilters>
        {isKnown && shown === 0 ? (
          <div className="empty">
            <p>{say(open.counts.credentials > 0 ? "review.none" : "review.nothing")}</p>
            {open.counts.credentials > 0 && <p className="quiet">{say("review.none-next", { count: open.counts.credentials })}</p>}
          </div>
        ) : (
          <DataGrid
            label={say("review.table")}
            columns={credentialColumns(grouped?.by ?? null)}
            rows={lines}
            active={active}
            onActive={(line) => arrange({ active: line })}
            sort={sort}
            onSort={(next) => arrange({ sort: next })}
            groups={groups}
          />
        )}
        <Said text={isKnown ? say("review.shown", { shown }) : ""} />
      </section>
      {target?.kind === "group" ? <GroupDetail target={target} /> : <CredentialDetail key={target?.row.id} case={open} row={target?.row} />}
      <DecisionBar case={open} target={target} filter={filter} shown={shown} />
    </div>
  );
}
