import { useRef, useState } from "react";

import { DataGrid, type Sort } from "../../components/DataGrid";
import { Said } from "../../components/Said";
import type { CaseView, CredentialFilter, CredentialSort } from "../../host/wire";
import { useSession } from "../../state/context";
import { everything } from "../../state/filter";
import { usePages } from "../../state/pages";
import { useShortcut } from "../../state/useShortcut";
import { say } from "../../text/say";
import { credentialColumns } from "./columns";
import { CredentialDetail } from "./CredentialDetail";
import { CredentialFilters } from "./CredentialFilters";
import { DecisionBar } from "./DecisionBar";

/** The table of credentials, the chosen one beside it, the decision below. */
export function CredentialsTab({ case: open }: { case: CaseView }) {
  const { host } = useSession();
  const [filter, setFilter] = useState<CredentialFilter>(everything);
  const [sort, setSort] = useState<Sort>({ column: "severity", reversed: false });
  const [active, setActive] = useState(0);
  const search = useRef<HTMLInputElement>(null);

  const key = `${open.id} ${open.revision} ${JSON.stringify(filter)} ${sort.column} ${sort.reversed}`;
  const rows = usePages(key, (offset, limit) =>
    host.credentials(open.id, { filter, sort: sort.column as CredentialSort, reversed: sort.reversed, offset, limit }),
  );
  const chosen = rows.at(active);
  useShortcut("search", () => search.current?.focus());

  function narrow(next: CredentialFilter) {
    setFilter(next);
    setActive(0);
  }

  return (
    <div className="panes">
      <section className="pane list">
        <CredentialFilters case={open} filter={filter} onChange={narrow} search={search} />
        {rows.isKnown && rows.total === 0 ? (
          <div className="empty">
            <p>{say("review.none")}</p>
            {open.counts.credentials > 0 && <p className="quiet">{say("review.none-next", { count: open.counts.credentials })}</p>}
          </div>
        ) : (
          <DataGrid
            label={say("review.table")}
            columns={credentialColumns}
            rows={rows}
            active={active}
            onActive={setActive}
            sort={sort}
            onSort={setSort}
          />
        )}
        <Said text={rows.isKnown ? say("review.shown", { shown: rows.total }) : ""} />
      </section>
      <CredentialDetail key={chosen?.id} case={open} row={chosen} />
      <DecisionBar case={open} row={chosen} filter={filter} shown={rows.total} />
    </div>
  );
}
