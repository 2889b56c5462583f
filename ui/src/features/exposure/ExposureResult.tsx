import { Action } from "../../components/Action";
import { Notice } from "../../components/Notice";
import type { ExposureView } from "../../host/wire";
import { useSession } from "../../state/context";
import { Data, say, Say } from "../../text/say";
import { ExposedTable } from "./ExposedTable";
import { TaskItem } from "./TaskItem";

/** The steps in order, with boxes to tick; under them the credentials. */
export function ExposureResult({ view, note }: { view: ExposureView; note: string | null }) {
  const { exposure } = useSession();
  const tasks = view.steps.flatMap((step) => step.tasks);
  const done = tasks.filter((task) => view.done.includes(task.id)).length;
  return (
    <>
      <section className="card stack">
        <p className="sum">{say("exposure.open", { count: view.open })}</p>
        <p className="quiet wrap-anywhere">
          <Say word="exposure.of" values={{ name: <Data>{view.files.join(", ")}</Data> }} /> {say("exposure.done", { done, all: tasks.length })}
        </p>
        <div className="row">
          <Action icon="copy" onPress={() => void exposure.copyNote()}>
            {say("exposure.copy")}
          </Action>
          <Action icon="report" onPress={() => void exposure.save("html")}>
            {say("exposure.save-html")}
          </Action>
          <Action icon="report" onPress={() => void exposure.save("csv")}>
            {say("exposure.save-csv")}
          </Action>
        </div>
        {note !== null && <p className="quiet">{note}</p>}
      </section>
      {!view.isComplete && (
        <Notice tone="warn" icon="unknown" title={say("exposure.incomplete")}>
          {say("exposure.incomplete-next")}
        </Notice>
      )}
      <ol className="steps">
        {view.steps.map((step) => (
          <li key={step.title} className="card stack">
            <div>
              <h2 translate="no">{step.title}</h2>
              <p className="meta" translate="no">
                {step.why}
              </p>
            </div>
            <ul className="tasks">
              {step.tasks.map((task) => (
                <TaskItem key={task.id} task={task} isDone={view.done.includes(task.id)} onTick={(on) => void exposure.tick(task.id, on)} />
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {view.credentials.length > 0 && <ExposedTable rows={view.credentials} />}
      <div className="row">
        <Action onPress={exposure.again}>{say("exposure.again")}</Action>
      </div>
    </>
  );
}
