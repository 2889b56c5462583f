import type { IconName } from "../../components/Icon";
import { Mark, type Tone } from "../../components/Mark";
import type { Counts } from "../../host/wire";
import { say } from "../../text/say";
import type { Word } from "../../text/words";

const marks: [keyof Counts, IconName, Tone, Word][] = [
  ["live", "live", "live", "verdict.live"],
  ["cannotExpire", "forever", "live", "verdict.forever"],
  ["unknown", "unknown", "warn", "verdict.unknown"],
  ["expired", "expired", "quiet", "verdict.expired-count"],
  ["kept", "eye", "warn", "verdict.kept"],
];

/** The figures under the sentence, each with its mark. */
export function Figures({ counts }: { counts: Counts }) {
  return (
    <div className="row figures">
      <span>{say("verdict.figures", { credentials: counts.credentials, places: counts.places })}</span>
      {marks
        .filter(([figure]) => counts[figure] > 0)
        .map(([figure, icon, tone, word]) => (
          <Mark key={figure} icon={icon} tone={tone}>
            {say(word, { count: counts[figure] })}
          </Mark>
        ))}
    </div>
  );
}
