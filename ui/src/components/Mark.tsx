import type { ReactNode } from "react";

import { Icon, type IconName } from "./Icon";

export type Tone = "live" | "warn" | "good" | "quiet" | "plain";

/** A state by icon, word and colour together. */
export function Mark({ icon, tone = "plain", children }: { icon: IconName; tone?: Tone; children: ReactNode }) {
  return (
    <span className={`mark tone-${tone}`}>
      <Icon name={icon} />
      <span>{children}</span>
    </span>
  );
}
