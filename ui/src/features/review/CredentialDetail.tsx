import type { CaseView, CredentialRow } from "../../host/wire";
import { say } from "../../text/say";
import { InsidePane } from "./InsidePane";
import { PlacesPane } from "./PlacesPane";

/** One credential from near: where it stands on one side, what it says on the other; below each other where it is narrow. */
export function CredentialDetail({ case: open, row }: { case: CaseView; row: CredentialRow | undefined }) {
  if (!row) {
    return (
      <div className="beside alone">
        <section className="pane detail empty">
          {open.counts.credentials > 0 && <p className="quiet">{say("detail.none")}</p>}
        </section>
      </div>
    );
  }
  return (
    <div className="beside">
      <PlacesPane case={open} row={row} />
      <InsidePane case={open} row={row} />
    </div>
  );
}
