import { DataGrid, type Column } from "../../components/DataGrid";
import type { CaseView, CredentialRow, PlaceRow } from "../../host/wire";
import { Action } from "../../components/Action";
import { Path } from "../../components/Path";
import { useSession } from "../../state/context";
import { usePages } from "../../state/pages";
import { say } from "../../text/say";

interface PlaceListProps {
  case: CaseView;
  row: CredentialRow;
  active: number;
  onActive: (place: number) => void;
}

const columns: Column<PlaceRow>[] = [
  { id: "path", title: say("look.where"), width: "minmax(0, 1fr)", align: "tail", cell: (place) => <Path path={place.path} /> },
  {
    id: "kind",
    title: say("look.why"),
    from: 320,
    width: "98px",
    cell: (place) => (
      <span className="quiet">
        {say(place.kind === "finding" ? "detail.finding" : "detail.echo")}
        {place.layers.length > 1 && <span className="unseen">{say("detail.through", { layers: place.layers.join(", ") })}</span>}
      </span>
    ),
  },
];

/** Every place of a credential. */
export function PlaceList({ case: open, row, active, onActive }: PlaceListProps) {
  const session = useSession();
  const rows = usePages(`${open.id} ${row.id}`, (offset, limit) => session.host.places(open.id, row.id, offset, limit));
  const place = rows.at(active);
  const { entry, file } = place ?? { entry: null, file: 0 };
  return (
    <div className="places">
      <div className="row">
        <h3>
          {say("detail.places")} <span className="meta">{say("count", { n: row.places })}</span>
        </h3>
        {entry !== null && entry !== undefined && (
          <Action look="link" onPress={() => session.review("requests", { file, index: entry })}>
            {say("detail.request")}
          </Action>
        )}
      </div>
      <div className="places-grid" data-few={rows.total <= 4 || undefined}>
        <DataGrid label={say("detail.places")} columns={columns} rows={rows} active={active} onActive={onActive} />
      </div>
      {place && (
        <p className="meta wrap-anywhere selectable">
          <span className="code" translate="no">
            {place.path}
          </span>
          {place.layers.length > 0 && <> {say("detail.through", { layers: place.layers.join(" › ") })}</>}
        </p>
      )}
    </div>
  );
}
