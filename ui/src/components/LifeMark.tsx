import type { Life } from "../host/wire";
import { lifeWords } from "../text/figures";
import type { IconName } from "./Icon";
import { Mark, type Tone } from "./Mark";

const looks: Record<Life["state"], [IconName, Tone]> = {
  live: ["live", "live"],
  "cannot-expire": ["forever", "live"],
  unknown: ["unknown", "warn"],
  expired: ["expired", "quiet"],
};

/** Whether something still works. */
export function LifeMark({ life }: { life: Life }) {
  const [icon, tone] = looks[life.state];
  return (
    <Mark icon={icon} tone={tone}>
      {lifeWords(life)}
    </Mark>
  );
}
