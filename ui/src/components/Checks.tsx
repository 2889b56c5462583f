import type { CheckView } from "../host/wire";
import { say } from "../text/say";
import { Mark } from "./Mark";

/** Checks with what they said, in words. */
export function Checks({ checks }: { checks: CheckView[] }) {
  return (
    <ul className="checks">
      {checks.map((check) => (
        <li key={check.id}>
          <span>{say(`check.${check.id}`)}</span>
          {check.passed === null && (
            <Mark icon="unknown" tone="quiet">
              {say("check.not-done")}
            </Mark>
          )}
          {check.passed === true && (
            <Mark icon="check" tone="good">
              {say("check.passed")}
            </Mark>
          )}
          {check.passed === false && (
            <Mark icon="cross" tone="live">
              {say("check.failed")}
            </Mark>
          )}
          {check.passed === false && check.detail && (
            <span className="detail code wrap-anywhere selectable" translate="no">
              {check.detail}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
