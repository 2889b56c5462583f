interface WaterfallProps {
  startedMs: number;
  timeMs: number;
  spanMs: number;
}

/** When a request ran, on the line of the whole recording. The figures stand in the columns beside it. */
export function Waterfall({ startedMs, timeMs, spanMs }: WaterfallProps) {
  const start = Math.min(99, (startedMs / spanMs) * 100);
  const width = Math.max(1, Math.min(100 - start, (timeMs / spanMs) * 100));
  return (
    <span className="waterfall" aria-hidden="true">
      <span style={{ insetInlineStart: `${start}%`, inlineSize: `${width}%` }} />
    </span>
  );
}
