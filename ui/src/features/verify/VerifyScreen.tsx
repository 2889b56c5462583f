import { Action } from "../../components/Action";
import { Bar } from "../../components/Bar";
import { Notice } from "../../components/Notice";
import { useModel, useSession } from "../../state/context";
import { useShortcut } from "../../state/useShortcut";
import { troubleWords } from "../../text/figures";
import { Data, say, Say } from "../../text/say";
import { ReadyPanel } from "./ReadyPanel";
import { ResultPanel } from "./ResultPanel";

/** Drop a safe copy and see whether it holds. */
export function VerifyScreen() {
  const session = useSession();
  const { verify } = useModel();
  useShortcut("back", verify.at === "running" ? session.verify.cancel : verify.at === "ready" ? null : session.verify.again);
  return (
    <div className="page verify">
      <h1>{say("verify.title")}</h1>
      {verify.at === "ready" && <ReadyPanel />}
      {verify.at === "running" && (
        <section className="card stack">
          <p className="wrap-anywhere">
            <Say word="verify.running" values={{ name: <Data>{verify.name}</Data> }} />
          </p>
          <Bar label={say("verify.bar")} fraction={verify.progress?.fraction ?? 0} />
          <div className="row">
            <Action onPress={session.verify.cancel}>{say("scan.cancel")}</Action>
          </div>
        </section>
      )}
      {verify.at === "result" && <ResultPanel verification={verify.verification} />}
      {verify.at === "failed" && (
        <>
          <Notice tone="live" icon="warn" title={troubleWords(verify.trouble).what}>
            {troubleWords(verify.trouble).next}
          </Notice>
          <div className="row">
            <Action onPress={session.verify.again}>{say("verify.again")}</Action>
          </div>
        </>
      )}
    </div>
  );
}
