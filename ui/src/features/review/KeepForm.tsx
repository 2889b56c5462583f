import { useState } from "react";
import { FieldError, Form, Input, Label, TextField } from "react-aria-components";

import { Action } from "../../components/Action";
import { say } from "../../text/say";

/** Asks in place why something stays; the answer is printed in the report. */
export function KeepForm({ onKeep, onCancel }: { onKeep: (reason: string) => void; onCancel: () => void }) {
  const [reason, setReason] = useState("");
  return (
    <Form
      className="keep-form"
      aria-label={say("keep.title")}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim()) onKeep(reason.trim());
      }}
    >
      <TextField
        className="field"
        onKeyDown={(event) => {
          if (event.key === "Escape") onCancel();
          else event.continuePropagation();
        }}
        value={reason} onChange={setReason} isRequired autoFocus validate={(text) => (text.trim() ? null : say("keep.required"))}>
        <Label>{say("keep.reason")}</Label>
        <Input className="input" placeholder={say("keep.hint")} maxLength={200} />
        <FieldError>{say("keep.required")}</FieldError>
      </TextField>
      <Action look="primary" type="submit">
        {say("keep.confirm")}
      </Action>
      <Action onPress={onCancel}>{say("keep.cancel")}</Action>
    </Form>
  );
}
