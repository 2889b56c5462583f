import type { CredentialGroup } from "../host/wire";
import { say } from "../text/say";
import type { Word } from "../text/words";
import type { IconName } from "./Icon";
import { Mark, type Tone } from "./Mark";

/** What a case and a group are both counted by. */
type Counted = Omit<CredentialGroup, "value">;

const marks: [keyof Counted, IconName, Tone, Word][] = [
  ["live", "live", "live", "verdict.live"],
  ["cannotExpire", "forever", "live", "verdict.forever"],
  ["unknown", "unknown", "warn", "verdict.unknown"],
  ["expired", "expired", "quiet", "verdict.expired-count"],
  ["kept", "eye", "warn", "verdict.kept"],
];

function drawn(counts: Counted) {
  return marks
    .filter(([figure]) => counts[figure] > 0)
    .map(([figure, icon, tone, word]) => (
      <Mark key={figure} icon={icon} tone={tone}>
        {say(word, { count: counts[figure] })}
      </Mark>
    ));
}

/** How many there are, and how many of each state, each with its mark. */
export function Figures({ counts }: { counts: Counted }) {
  return (
    <div className="row figures">
      <span>{say("verdict.figures", { credentials: counts.credentials, places: counts.places })}</span>
      {drawn(counts)}
    </div>
  );
}

/** The worst state that there is, and how many have it. */
export function WorstFigure({ counts }: { counts: Counted }) {
  return drawn(counts)[0];
}
