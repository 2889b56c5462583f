import { Mark } from "../../components/Mark";
import type { Counts } from "../../host/wire";
import { say } from "../../text/say";

/** The figures under the sentence, each with its mark. */
export function Figures({ counts }: { counts: Counts }) {
  return (
    <div className="row figures">
      <span>{say("verdict.figures", { credentials: counts.credentials, places: counts.places })}</span>
      {counts.live > 0 && (
        <Mark icon="live" tone="live">
          {say("verdict.live", { count: counts.live })}
        </Mark>
      )}
      {counts.cannotExpire > 0 && (
        <Mark icon="forever" tone="live">
          {say("verdict.forever", { count: counts.cannotExpire })}
        </Mark>
      )}
      {counts.unknown > 0 && (
        <Mark icon="unknown" tone="warn">
          {say("verdict.unknown", { count: counts.unknown })}
        </Mark>
      )}
      {counts.expired > 0 && (
        <Mark icon="expired" tone="quiet">
          {say("verdict.expired-count", { count: counts.expired })}
        </Mark>
      )}
      {counts.kept > 0 && (
        <Mark icon="eye" tone="warn">
          {say("verdict.kept", { count: counts.kept })}
        </Mark>
      )}
    </div>
  );
}
