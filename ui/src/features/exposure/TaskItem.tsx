import { Checkbox } from "react-aria-components";

import { Icon } from "../../components/Icon";
import type { ExposureTask } from "../../host/wire";
import { say } from "../../text/say";

interface TaskItemProps {
  task: ExposureTask;
  isDone: boolean;
  onTick: (done: boolean) => void;
}

/** Something to do, a box to tick, and how it is done. */
export function TaskItem({ task, isDone, onTick }: TaskItemProps) {
  const pivots = task.pivots;
  return (
    <li className="task" data-done={isDone || undefined}>
      <Checkbox className="tick" isSelected={isDone} onChange={onTick}>
        <span className="tick-box">{isDone && <Icon name="check" />}</span>
        <span translate="no" className="wrap-anywhere">
          {task.text}
        </span>
      </Checkbox>
      {(task.place || task.command || task.sideEffects || pivots.length > 0) && (
        <dl className="how">
          {task.place && (
            <div>
              <dt className="meta">{say("exposure.where")}</dt>
              <dd translate="no" className="wrap-anywhere selectable">
                {task.place}
              </dd>
            </div>
          )}
          {task.command && (
            <div>
              <dt className="meta">{say("exposure.command")}</dt>
              <dd translate="no" className="code wrap-anywhere selectable">
                {task.command}
              </dd>
            </div>
          )}
          {task.sideEffects && (
            <div>
              <dt className="meta">{say("exposure.effects")}</dt>
              <dd translate="no" className="wrap-anywhere">
                {task.sideEffects}
              </dd>
            </div>
          )}
          {pivots.length > 0 && (
            <div>
              <dt className="meta">{say("exposure.pivots")}</dt>
              <dd translate="no" className="code wrap-anywhere selectable">
                {pivots.map((pivot) => `${pivot.name}: ${pivot.value}`).join(", ")}
              </dd>
            </div>
          )}
        </dl>
      )}
    </li>
  );
}
