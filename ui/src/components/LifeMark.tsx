import type { Life } from "../host/wire";
import { lifeWord, lifeWords } from "../text/figures";
import type { IconName } from "./Icon";
import { Mark, type Tone } from "./Mark";

const looks: Record<Life["state"], [IconName, Tone]> = {
  live: ["live", "live"],
  "cannot-expire": ["forever", "live"],
  unknown: ["unknown", "warn"],
  expired: ["expired", "quiet"],
};

/** Whether something still works; `brief` for a narrow column. */
export function LifeMark({ life, brief = false }: { life: Life; brief?: boolean }) {
  const [icon, tone] = looks[life.state];
  return (
    <Mark icon={icon} tone={tone}>
      {brief ? lifeWord(life) : lifeWords(life)}
    </Mark>
  );
}
