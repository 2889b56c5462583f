/** What a screen reader hears without looking; one sentence at a time. */
export function Said({ text }: { text: string }) {
  return (
    <div className="unseen" role="status" aria-live="polite">
      {text}
    </div>
  );
}
