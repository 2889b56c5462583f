import type { Timings } from "../../host/wire";
import { duration } from "../../text/figures";
import { say } from "../../text/say";
import { Waterfall } from "./Waterfall";

const steps = ["blocked", "dns", "connect", "ssl", "send", "wait", "receive"] as const satisfies (keyof Timings)[];

/** Where the time of a request went. */
export function TimingPanel({ timings }: { timings: Timings }) {
  const known = steps.filter((step) => timings[step] !== null);
  const total = known.reduce((sum, step) => sum + (timings[step] ?? 0), 0);
  let begun = 0;
  return (
    <dl className="timing">
      {known.map((step) => {
        const time = timings[step] ?? 0;
        const startedMs = begun;
        begun += time;
        return (
          <div key={step}>
            <dt>{say(`timing.${step}`)}</dt>
            <dd className="end">{duration(time)}</dd>
            <dd>
              <Waterfall startedMs={startedMs} timeMs={time} spanMs={Math.max(1, total)} />
            </dd>
          </div>
        );
      })}
      <div>
        <dt>{say("timing.total")}</dt>
        <dd className="end">{duration(total)}</dd>
      </div>
    </dl>
  );
}
