import { Action } from "../../components/Action";
import type { CaseView } from "../../host/wire";
import { useSession } from "../../state/context";
import { size } from "../../text/figures";
import { say } from "../../text/say";

/** Which files are open, with their figures. */
export function CaseHead({ case: open, onReview }: { case: CaseView; onReview: () => void }) {
  const session = useSession();
  const [first, ...rest] = open.files;
  const bytes = open.files.reduce((sum, file) => sum + file.bytes, 0);
  const requests = open.files.reduce((sum, file) => sum + (file.requests ?? 0), 0);
  const facts = [size(bytes)];
  if (requests > 0) facts.push(say("file.requests", { count: requests }));
  // Of several files it is not known which hosts they share.
  if (first && rest.length === 0 && first.hosts > 0) facts.push(say("file.hosts", { count: first.hosts }));
  if (rest.length > 0) facts.unshift(say("files.count", { count: open.files.length }));
  return (
    <header className="case-head">
      <Action look="bare" icon="back" aria-label={say("verdict.another")} onPress={session.send.toHome} />
      <div className="names">
        <h1 className="clip" translate="no">
          {open.files.length > 1 ? open.files.map((file) => file.name).join(", ") : first?.name}
        </h1>
        <p className="meta">{facts.join(" · ")}</p>
      </div>
      <Action onPress={onReview}>
        {open.counts.credentials > 0 ? say("verdict.review", { count: open.counts.credentials }) : say("verdict.look-in")}
      </Action>
    </header>
  );
}
