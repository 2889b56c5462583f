import type { Choice } from "../host/wire";
import { say } from "../text/say";
import { Mark } from "./Mark";

/** What happens to something: redacted or kept. */
export function ChoiceMark({ choice }: { choice: Choice }) {
  return choice.kind === "redact" ? (
    <Mark icon="covered">{say("choice.redact")}</Mark>
  ) : (
    <Mark icon="eye" tone="warn">
      {say("choice.keep")}
    </Mark>
  );
}
