import { ProgressBar } from "react-aria-components";

/** How far something is. */
export function Bar({ label, fraction }: { label: string; fraction: number }) {
  return (
    <ProgressBar aria-label={label} value={Math.round(fraction * 1000) / 10} className="progress">
      {({ percentage }) => (
        <div className="track">
          <div className="fill" style={{ inlineSize: `${percentage ?? 0}%` }} />
        </div>
      )}
    </ProgressBar>
  );
}
