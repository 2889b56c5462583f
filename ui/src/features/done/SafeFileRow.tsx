import type { ReactNode } from "react";

import { Icon } from "../../components/Icon";
import { Mark } from "../../components/Mark";
import type { CaseView, SafeFile } from "../../host/wire";
import { useSession } from "../../state/context";
import { size } from "../../text/figures";
import { Data, say } from "../../text/say";
import { awaitNextPress } from "./nextPress";

interface SafeFileRowProps {
  case: CaseView;
  file: SafeFile;
  index: number;
  /** What else can be done with it. */
  children?: ReactNode;
}

/** One safe file: its name, its proof, and a handle to drag it out of the window. */
export function SafeFileRow({ case: open, file, index, children }: SafeFileRowProps) {
  const { host } = useSession();
  const passed = file.checks.filter((check) => check.passed === true).length;
  const isClean = file.verdict === "clean";
  return (
    <li className="safe-file">
      <span className={isClean ? "seal tone-good" : "seal tone-warn"}>
        <Icon name={isClean ? "check" : "warn"} />
      </span>
      <span className="name">
        <strong className="wrap-anywhere selectable">
          <Data>{file.name}</Data>
        </strong>
        <span className="row meta">
          {size(file.bytes)}
          <Mark icon="verify" tone={isClean ? "good" : "warn"}>
            {say("done.checks", { passed, all: file.checks.length })}
          </Mark>
        </span>
      </span>
      <span
        className="drag-out"
        draggable
        onDragStart={(event) => {
          // The system's drag and drop takes over: it hands out the file, not a picture of this row.
          event.preventDefault();
          awaitNextPress();
          void host.dragOut(open.id, index).catch(() => undefined);
        }}
        title={say("done.drag-label", { name: file.name })}
      >
        <Icon name="grip" />
        {say("done.drag")}
      </span>
      {children && <span className="row file-actions">{children}</span>}
    </li>
  );
}
