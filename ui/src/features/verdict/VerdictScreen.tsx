import { Action } from "../../components/Action";
import type { CaseView } from "../../host/wire";
import { useSession } from "../../state/context";
import { useShortcut } from "../../state/useShortcut";
import { say } from "../../text/say";
import { CaseHead } from "./CaseHead";
import { CredentialSummary } from "./CredentialSummary";
import { Figures } from "../../components/Figures";
import { HeadlineText } from "./HeadlineText";
import { Notes } from "./Notes";

/** What the files can do, in plain words, and the one thing to do about it. */
export function VerdictScreen({ case: open }: { case: CaseView }) {
  const session = useSession();
  const { counts, headline } = open;
  const isAlready = headline.kind === "alreadyScrubbed";
  const isCalm = isAlready || headline.kind === "nothing" || headline.kind === "expired";
  const makeCopy = () => void session.send.makeCopy("beside");
  const review = () => session.review(open.files.some((file) => file.requests !== null) && counts.credentials === 0 ? "requests" : "credentials");
  const verify = () => void session.takeTo("verify");

  useShortcut("make", isAlready ? null : makeCopy);
  useShortcut("review", review);
  useShortcut("back", session.send.toHome);

  return (
    <div className="page verdict">
      <CaseHead case={open} onReview={review} />
      <Notes case={open} />
      <section className={isCalm ? "card headline calm" : "card headline"} aria-labelledby="headline">
        <HeadlineText case={open} />
        {counts.credentials > 0 && <Figures counts={counts} />}
        <div className="row actions">
          {isAlready ? (
            <Action look="primary" icon="verify" onPress={verify}>
              {say("verdict.already-verify")}
            </Action>
          ) : (
            <>
              <Action look="bare" onPress={() => void session.send.makeCopy("choose")}>
                {say("verdict.make-as")}
              </Action>
              <Action look="primary" onPress={makeCopy}>
                {say("verdict.make")}
              </Action>
            </>
          )}
        </div>
      </section>
      {counts.credentials > 0 && <CredentialSummary case={open} onReview={review} />}
    </div>
  );
}
