import { useEffect, useRef, useState } from "react";
import { ToggleButton } from "react-aria-components";

import { DataGrid, type Sort } from "../../components/DataGrid";
import { Icon } from "../../components/Icon";
import { Pick } from "../../components/Pick";
import { Search } from "../../components/Search";
import type { CaseView, EntryPage, EntrySort } from "../../host/wire";
import { useSession } from "../../state/context";
import type { RequestPlace } from "../../state/model";
import { usePages } from "../../state/pages";
import { useShortcut } from "../../state/useShortcut";
import { say } from "../../text/say";
import { requestColumns } from "./columns";
import { RequestDetail } from "./RequestDetail";

/** The requests of a HAR, as the network panels of browsers show them. */
export function RequestsTab({ case: open, start }: { case: CaseView; start: RequestPlace | null }) {
  const { host } = useSession();
  const firstHar = Math.max(0, open.files.findIndex((file) => file.requests !== null));
  const [file, setFile] = useState(start?.file ?? firstHar);
  const [search, setSearch] = useState("");
  const [only, setOnly] = useState(false);
  const [sort, setSort] = useState<Sort>({ column: "order", reversed: false });
  const [active, setActive] = useState(start ? start.index : -1);
  const [shown, setShown] = useState<number | null>(start?.index ?? null);
  const [spanMs, setSpan] = useState(1);
  const input = useRef<HTMLInputElement>(null);

  const query = { file, search, withCredentials: only, sort: sort.column as EntrySort, reversed: sort.reversed };
  const rows = usePages(`${open.id} ${open.revision} ${JSON.stringify(query)}`, async (offset, limit) => {
    const page: EntryPage = await host.entries(open.id, { ...query, offset, limit });
    setSpan(Math.max(1, page.spanMs));
    return page;
  });
  const activeRow = rows.at(active);
  useEffect(() => {
    if (activeRow) setShown(activeRow.index);
  }, [activeRow]);
  useShortcut("search", () => input.current?.focus());

  const list = useRef<HTMLElement>(null);
  const toTable = () => list.current?.querySelector<HTMLElement>(".grid")?.focus();
  // What led here is gone: the keys are for the table, where the request is chosen.
  useEffect(() => {
    if (!start) return;
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) toTable();
    });
    return () => cancelAnimationFrame(frame);
  }, [start]);

  function restart(change: () => void) {
    change();
    setActive(-1);
    setShown(null);
  }

  if (open.files[file]?.requests === null && open.files.length === 1) {
    return <p className="empty quiet">{say("requests.not-har")}</p>;
  }
  return (
    <div className={shown === null ? "requests" : "requests split"}>
      <section ref={list} className="pane list">
        <search className="filters line">
          <Search label={say("requests.search")} value={search} onChange={(text) => restart(() => setSearch(text))} input={input} />
          {open.files.length > 1 && (
            <Pick
              label={say("requests.file")}
              unseenLabel
              options={open.files.map((each, at) => ({ id: String(at), text: each.name, data: true }))}
              value={String(file)}
              onChange={(id) => restart(() => setFile(Number(id)))}
            />
          )}
          <ToggleButton className="button toggle" isSelected={only} onChange={(on) => restart(() => setOnly(on))}>
            <Icon name={only ? "check" : "key"} />
            {say("requests.only")}
          </ToggleButton>
        </search>
        {rows.isKnown && rows.total === 0 ? (
          <p className="empty">{say("requests.none")}</p>
        ) : (
          <DataGrid
            label={say("requests.table")}
            columns={requestColumns(spanMs)}
            rows={rows}
            active={active}
            onActive={setActive}
            sort={sort}
            onSort={setSort}
          />
        )}
      </section>
      {shown !== null && (
        <RequestDetail key={`${file} ${shown}`} case={open} file={file} index={shown} onClose={() => restart(toTable)} />
      )}
    </div>
  );
}
