import { CredentialLine } from "../../components/CredentialLine";
import { MaskedValue } from "../../components/MaskedValue";
import type { FoundRow } from "../../host/wire";
import { say } from "../../text/say";

interface FoundListProps {
  rows: FoundRow[];
  credentials: number;
}

/** What was found so far, in the order in which it came: a new row goes to the end, and none moves. */
export function FoundList({ rows, credentials }: FoundListProps) {
  if (rows.length === 0) return null;
  const rest = credentials - rows.length;
  return (
    <section aria-label={say("scan.list")} className="summary found-list">
      <ul>
        {rows.map((row, at) => (
          <CredentialLine key={at} service={row.service} label={row.label} host={row.host}>
            <MaskedValue masked={row.masked} />
          </CredentialLine>
        ))}
      </ul>
      {rest > 0 && <p className="meta">{say("scan.rest", { count: rest })}</p>}
    </section>
  );
}
