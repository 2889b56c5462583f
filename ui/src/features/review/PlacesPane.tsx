import { useCallback, useState } from "react";

import { Reveal } from "../../components/Reveal";
import type { CaseView, CredentialRow } from "../../host/wire";
import { useSession } from "../../state/context";
import { useShortcut } from "../../state/useShortcut";
import { ContextView } from "./ContextView";
import { PlaceList } from "./PlaceList";

/** What a credential is, where it stands, and what the text around it becomes. */
export function PlacesPane({ case: open, row }: { case: CaseView; row: CredentialRow }) {
  const { host } = useSession();
  const [place, setPlace] = useState(0);
  const [wish, setWish] = useState(0);
  const ask = useCallback(() => host.reveal(open.id, row.id), [host, open.id, row.id]);
  useShortcut("reveal", () => setWish((count) => count + 1));
  return (
    <section className="pane detail" aria-labelledby="credential-title">
      <header>
        <h2 id="credential-title" translate="no" className="wrap-anywhere">
          <bdi>{row.service}</bdi> · <bdi>{row.label}</bdi>
        </h2>
        <Reveal masked={row.masked} kept={row.choice.kind === "keep"} ask={ask} wish={wish} />
      </header>
      <PlaceList case={open} row={row} active={place} onActive={setPlace} />
      <ContextView case={open} row={row} place={place} />
    </section>
  );
}
