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
import type { CaseView } from "./host/wire";
import { useModel, useSession } from "./state/context";
import { isOlder } from "./state/model";
import { troubleWords } from "./text/figures";
import { say } from "./text/say";

/** The send lane: one screen for each stage. */
export function SendScreen() {
  const model = useModel();
  const { send, refused } = model;
  const isOpen = send.at === "verdict" || send.at === "review" || send.at === "done";
  return (
    <>
      {refused.length > 0 && <RefusedNotice />}
      {isOpen && isOlder(model) && <OlderNotice case={send.case} />}
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

/** What is open was looked at with other settings; looking again is for the person to say where decisions would go. */
function OlderNotice({ case: open }: { case: CaseView }) {
  const session = useSession();
  return (
    <div className="refused">
      <Notice
        tone="plain"
        icon="info"
        title={say("older.title", { count: open.files.length })}
        end={<Action onPress={() => void session.takeTo("send")}>{say("older.again")}</Action>}
      >
        {say(open.canUndo ? "older.next-decided" : "older.next")}
      </Notice>
    </div>
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
