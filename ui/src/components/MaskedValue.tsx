import type { Masked } from "../host/wire";
import { say } from "../text/say";

// The bar grows with the value up to here; what is longer is told by the figure.
const longestBar = 120;

/** A covered value: its first characters, a drawn bar, its length. The value itself is not in the page. */
export function MaskedValue({ masked, kept = false }: { masked: Masked; kept?: boolean }) {
  const covered = Math.max(1, masked.length - masked.head.length);
  return (
    <span className={kept ? "masked kept" : "masked"}>
      <span translate="no">{masked.head}</span>
      <span className="covered" style={{ inlineSize: Math.min(longestBar, 12 + covered * 2) }} aria-hidden="true" />
      <span className="length" aria-hidden="true" translate="no">
        {masked.length}
      </span>
      <span className="unseen">{say("masked.label", { length: masked.length })}</span>
    </span>
  );
}
