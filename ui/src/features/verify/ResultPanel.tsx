import { Action } from "../../components/Action";
import { Checks } from "../../components/Checks";
import { Notice } from "../../components/Notice";
import type { Verification } from "../../host/wire";
import { useSession } from "../../state/context";
import { Data, say, Say } from "../../text/say";

/** Whether a safe copy holds, in words, and the checks one by one. */
export function ResultPanel({ verification }: { verification: Verification }) {
  const session = useSession();
  const { verdict, matchesReport, credentials, look, checks } = verification;
  const name = <Data>{verification.name}</Data>;
  const done = checks.filter((check) => check.passed !== null).length;
  const isChanged = matchesReport === false;
  return (
    <>
      {isChanged && (
        <Notice tone="warn" icon="warn" title={<Say word="verify.changed" values={{ name }} />}>
          {say("verify.changed-next")}
        </Notice>
      )}
      {verdict === "failed" && (!isChanged || credentials > 0) && (
        <Notice tone="live" icon="cross" title={<Say word="verify.failed" values={{ name }} />}>
          {say("verify.failed-next", { credentials })}
        </Notice>
      )}
      {verdict === "incomplete" && (
        <Notice tone="warn" icon="unknown" title={<Say word="verify.incomplete" values={{ name }} />}>
          {say("verify.incomplete-next")}
        </Notice>
      )}
      {verdict === "clean" && !isChanged && (
        <Notice tone="good" icon="check" title={<Say word="verify.clean" values={{ name }} />}>
          {say(matchesReport ? "verify.clean-next-report" : "verify.clean-next", { done })}
        </Notice>
      )}
      <section className="card stack">
        <h2>{say("verify.checks")}</h2>
        <Checks checks={checks} />
        {look > 0 && <p className="quiet">{say("verify.look", { count: look })}</p>}
      </section>
      <div className="row">
        <Action onPress={session.verify.again}>{say("verify.again")}</Action>
      </div>
    </>
  );
}
