import { useEffect, useState } from "react";

import { MarkedText } from "../../components/MarkedText";
import type { CaseView, Context, CredentialRow } from "../../host/wire";
import { useSession } from "../../state/context";
import { say } from "../../text/say";

/** The text around one place, as it is and as it will be. */
export function ContextView({ case: open, row, place }: { case: CaseView; row: CredentialRow; place: number }) {
  const { host } = useSession();
  const [context, setContext] = useState<Context | null>(null);
  useEffect(() => {
    let isWanted = true;
    host.context(open.id, row.id, place).then(
      (found) => isWanted && setContext(found),
      () => isWanted && setContext(null),
    );
    return () => {
      isWanted = false;
    };
  }, [host, open.id, open.revision, row.id, place]);
  if (!context) return null;
  return (
    <div className="context">
      <h3>{say("detail.context")}</h3>
      <div className="pair">
        <figure>
          <figcaption className="meta">{say("detail.before")}</figcaption>
          <MarkedText segments={context.before} />
        </figure>
        <figure>
          <figcaption className="meta">{say("detail.after")}</figcaption>
          <MarkedText segments={context.after} />
        </figure>
      </div>
    </div>
  );
}
