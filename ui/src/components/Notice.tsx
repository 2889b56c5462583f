import type { ReactNode } from "react";

import { Icon, type IconName } from "./Icon";

interface NoticeProps {
  tone: "plain" | "warn" | "live" | "good";
  icon: IconName;
  title: ReactNode;
  children?: ReactNode;
  /** What can be done with the notice itself. */
  end?: ReactNode;
}

/** Something to know before going on: what happened, and under it what it means. */
export function Notice({ tone, icon, title, children, end }: NoticeProps) {
  return (
    <div className={`notice ${tone}`}>
      <Icon name={icon} />
      <div>
        <strong>{title}</strong>
        {children && <div className="wrap-anywhere">{children}</div>}
      </div>
      {end}
    </div>
  );
}
