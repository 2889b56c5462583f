import { useEffect, useState } from "react";

import { Action } from "../../components/Action";
import { CredentialLine } from "../../components/CredentialLine";
import { LifeMark } from "../../components/LifeMark";
import type { CaseView, CredentialPage } from "../../host/wire";
import { useSession } from "../../state/context";
import { say } from "../../text/say";
import { everything } from "../../state/filter";

const shown = 6;

/** The worst few of what was found; the rest waits in the review. */
export function CredentialSummary({ case: open, onReview }: { case: CaseView; onReview: () => void }) {
  const { host } = useSession();
  const [page, setPage] = useState<CredentialPage | null>(null);
  useEffect(() => {
    let isWanted = true;
    const query = { filter: everything, group: null, sort: "severity" as const, reversed: false, offset: 0, limit: shown };
    host.credentials(open.id, query).then(
      (found) => isWanted && setPage(found),
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [host, open.id, open.revision]);
  if (!page) return null;
  const rest = page.total - page.rows.length;
  return (
    <section aria-label={say("verdict.list")} className="summary">
      <ul>
        {page.rows.map((row) => (
          <CredentialLine key={row.id} service={row.service} label={row.label} host={row.host}>
            <LifeMark life={row.life} />
            <span className="end quiet">{say("places.count", { count: row.places })}</span>
          </CredentialLine>
        ))}
      </ul>
      {rest > 0 && (
        <Action look="link" onPress={onReview}>
          {say("verdict.rest", { count: rest })}
        </Action>
      )}
    </section>
  );
}
