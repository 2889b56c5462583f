import { Action } from "./components/Action";
import { Notice } from "./components/Notice";
import { DoneScreen } from "./features/done/DoneScreen";
import { HomeScreen } from "./features/home/HomeScreen";
import { ReviewScreen } from "./features/review/ReviewScreen";
import { ScanningScreen } from "./features/scanning/ScanningScreen";
import { TroubleScreen } from "./features/trouble/TroubleScreen";
import { VerdictScreen } from "./features/verdict/VerdictScreen";
import { LookTab } from "./features/look/LookTab";
import { RequestsTab } from "./features/requests/RequestsTab";
import { useModel, useSession } from "./state/context";
import { troubleWords } from "./text/figures";
import { say } from "./text/say";

/** The send lane: one screen for each stage. */
export function SendScreen() {
  const { send, refused } = useModel();
  return (
    <>
      {refused.length > 0 && <RefusedNotice />}
      {send.at === "home" && <HomeScreen />}
      {(send.at === "scanning" || send.at === "exporting") && <ScanningScreen stage={send} />}
      {send.at === "verdict" && <VerdictScreen case={send.case} />}
      {send.at === "review" && (
        <ReviewScreen
          case={send.case}
          tab={send.tab}
          requests={<RequestsTab case={send.case} start={send.request} />}
          look={<LookTab case={send.case} />}
        />
      )}
      {send.at === "done" && <DoneScreen case={send.case} copy={send.copy} />}
      {send.at === "failed" && <TroubleScreen stage={send} />}
    </>
  );
}

/** Files that were given with others and could not be taken. */
function RefusedNotice() {
  const session = useSession();
  const { refused } = useModel();
  return (
    <div className="refused">
      <Notice
        tone="warn"
        icon="warn"
        title={say("trouble.refused", { count: refused.length })}
        end={<Action look="bare" icon="cross" aria-label={say("trouble.close")} onPress={session.dismissRefused} />}
      >
        <ul>
          {refused.map((trouble, at) => (
            <li key={at}>
              {troubleWords(trouble).what} {troubleWords(trouble).next}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
