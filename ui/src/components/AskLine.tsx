import { useEffect, useId, useRef, useState } from "react";

import { Action } from "./Action";
import type { IconName } from "./Icon";

interface AskLineProps {
  title: string;
  label: string;
  hint?: string;
  longest: number;
  confirm: string;
  icon?: IconName;
  cancel: string;
  /** What is wrong with an answer, or nothing. */
  refuse: (answer: string) => string | null;
  onAnswer: (answer: string) => void;
  onCancel: () => void;
}

/**
 * Asks for one line in place.
 *
 * The field keeps what is typed to itself: a field that is fed from outside writes it into the page as an attribute.
 */
export function AskLine({ title, label, hint, longest, confirm, icon, cancel, refuse, onAnswer, onCancel }: AskLineProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => field.current?.focus(), []);

  function answer() {
    const text = field.current?.value.trim() ?? "";
    const wrong = refuse(text);
    setFault(wrong);
    if (wrong === null) onAnswer(text);
    else field.current?.focus();
  }

  return (
    <form
      className="ask-line"
      noValidate
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        answer();
      }}
      // On its buttons as in its field: Escape leaves the question, not the screen.
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        onCancel();
      }}
    >
      <div className="field">
        <label htmlFor={id}>{label}</label>
        <input
          ref={field}
          id={id}
          className="input"
          placeholder={hint}
          maxLength={longest}
          autoComplete="off"
          spellCheck={false}
          required
          aria-invalid={fault !== null}
          aria-describedby={fault !== null ? `${id}-fault` : undefined}
        />
        {fault !== null && (
          <span id={`${id}-fault`} role="alert" slot="errorMessage">
            {fault}
          </span>
        )}
      </div>
      <Action look="primary" type="submit" {...(icon && { icon })}>
        {confirm}
      </Action>
      <Action onPress={onCancel}>{cancel}</Action>
    </form>
  );
}
