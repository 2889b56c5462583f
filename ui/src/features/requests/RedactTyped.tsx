import { useEffect, useId, useRef, useState } from "react";

import { Action } from "../../components/Action";
import { say } from "../../text/say";

interface RedactTypedProps {
  shortest: number;
  onRedact: (text: string) => void;
  onCancel: () => void;
}

/**
 * A text to redact for those who know it, or who cannot select with a pointer.
 *
 * The field keeps what is typed to itself: a field that is fed from outside writes it into the page as an attribute.
 */
export function RedactTyped({ shortest, onRedact, onCancel }: RedactTypedProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [isShort, setShort] = useState(false);
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      className="redact-selection keep-form"
      aria-label={say("request.redact")}
      onSubmit={(event) => {
        event.preventDefault();
        const text = field.current?.value.trim() ?? "";
        if (text.length < shortest) setShort(true);
        else onRedact(text);
      }}
    >
      <div className="field">
        <label htmlFor={id}>{say("request.typed")}</label>
        <input
          ref={field}
          id={id}
          className="input"
          maxLength={2000}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={isShort}
          aria-describedby={isShort ? `${id}-short` : undefined}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.preventDefault();
            onCancel();
          }}
        />
        {isShort && (
          <span id={`${id}-short`} role="alert" slot="errorMessage">
            {say("request.short")}
          </span>
        )}
      </div>
      <Action type="submit" icon="covered">
        {say("request.redact")}
      </Action>
      <Action onPress={onCancel}>{say("keep.cancel")}</Action>
    </form>
  );
}
