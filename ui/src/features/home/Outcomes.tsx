import { Action } from "../../components/Action";
import type { IconName } from "../../components/Icon";
import { Mark, type Tone } from "../../components/Mark";
import { useModel, useSession } from "../../state/context";
import type { OutcomeKind } from "../../state/model";
import { say } from "../../text/say";

const looks: Record<OutcomeKind, [IconName, Tone]> = {
  copied: ["check", "good"],
  looked: ["search", "quiet"],
  nothing: ["info", "quiet"],
  failed: ["cross", "live"],
};

/** What became of the files of this session; forgotten when the window closes. */
export function Outcomes() {
  const session = useSession();
  const { outcomes } = useModel();
  if (outcomes.length === 0) return null;
  return (
    <section className="outcomes" aria-label={say("home.recent")}>
      <div className="row">
        <h2>{say("home.recent")}</h2>
        <Action look="link" onPress={session.clearOutcomes}>
          {say("home.clear")}
        </Action>
      </div>
      <ul>
        {outcomes.map((outcome) => (
          <li key={outcome.name}>
            <span className="clip" translate="no">
              {outcome.name}
            </span>
            <Mark icon={looks[outcome.kind][0]} tone={looks[outcome.kind][1]}>
              {say(`home.outcome.${outcome.kind}`)}
            </Mark>
          </li>
        ))}
      </ul>
    </section>
  );
}
