import type { Column } from "../../components/DataGrid";
import { Mark } from "../../components/Mark";
import { MarkedText } from "../../components/MarkedText";
import type { EntryRow } from "../../host/wire";
import { duration, size } from "../../text/figures";
import { say } from "../../text/say";
import { Waterfall } from "./Waterfall";

/** The columns of the request table; where it is narrow, as beside an open request, only the ones that tell requests apart. */
export function requestColumns(spanMs: number): Column<EntryRow>[] {
  return [
    { id: "method", title: say("requests.method"), width: "64px", sortable: true, cell: (row) => <span className="code" translate="no">{row.method}</span> },
    { id: "status", title: say("requests.status"), width: "56px", sortable: true, cell: (row) => <Status status={row.status} /> },
    { id: "host", from: 620, title: say("requests.host"), width: "minmax(140px, 1fr)", sortable: true, cell: (row) => <MarkedText inline segments={row.host} /> },
    { id: "path", title: say("requests.path"), width: "minmax(180px, 1.7fr)", sortable: true, cell: (row) => <MarkedText inline segments={row.path} /> },
    { id: "mime", from: 860, title: say("requests.type"), width: "100px", sortable: true, cell: (row) => <span className="quiet" translate="no">{shortMime(row.mime)}</span> },
    { id: "size", from: 780, title: say("requests.size"), width: "76px", sortable: true, align: "end", cell: (row) => size(row.sizeBytes) },
    { id: "time", from: 700, title: say("requests.time"), width: "72px", sortable: true, align: "end", cell: (row) => duration(row.timeMs) },
    { id: "order", from: 940, title: say("requests.waterfall"), width: "minmax(90px, 0.6fr)", sortable: true, cell: (row) => <Waterfall startedMs={row.startedMs} timeMs={row.timeMs} spanMs={spanMs} /> },
    { id: "credentials", title: say("requests.credentials"), width: "90px", sortable: true, cell: (row) => row.credentials > 0 && <Mark icon="key" tone="live">{say("count", { n: row.credentials })}</Mark> },
  ];
}

function Status({ status }: { status: number }) {
  if (status === 0) return <span className="tone-quiet" title={say("requests.no-status")}>–</span>;
  const tone = status >= 500 ? "tone-live" : status >= 400 ? "tone-warn" : "";
  return (
    <span className={`code ${tone}`} translate="no">
      {status}
    </span>
  );
}

function shortMime(mime: string): string {
  return mime.split(";")[0]?.split("/").pop() ?? "";
}
