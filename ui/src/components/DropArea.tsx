import { Button } from "react-aria-components";
import type { ReactNode } from "react";

import { Icon, type IconName } from "./Icon";

interface DropAreaProps {
  icon: IconName;
  title: string;
  hint: ReactNode;
  /** Whether files hang over the window, and whether they can be taken. */
  over: "none" | "welcome" | "refused";
  onPress: () => void;
}

/** A large area to drop files on that is also a button. The drop itself reaches Rust, not the page. */
export function DropArea({ icon, title, hint, over, onPress }: DropAreaProps) {
  return (
    <Button className={`drop-area over-${over}`} onPress={onPress}>
      <Icon name={over === "refused" ? "cross" : icon} />
      <span className="drop-title">{title}</span>
      {over === "none" && <span className="quiet">{hint}</span>}
    </Button>
  );
}
