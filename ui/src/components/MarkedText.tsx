import { Fragment } from "react";

import type { Segment } from "../host/wire";
import { MaskedValue } from "./MaskedValue";

interface MarkedTextProps {
  segments: Segment[];
  /** Text on one line, cut at the end. */
  inline?: boolean;
}

/** Text of a file as text, never as markup, with what is covered in it drawn in place. */
export function MarkedText({ segments, inline = false }: MarkedTextProps) {
  return (
    <span className={inline ? "clip" : "marked-text selectable"} translate="no">
      {segments.map((segment, at) => (
        <Fragment key={at}>{drawn(segment)}</Fragment>
      ))}
    </span>
  );
}

function drawn(segment: Segment) {
  switch (segment.kind) {
    case "plain":
      return segment.text;
    case "secret":
      return <MaskedValue masked={segment.masked} kept={segment.kept} />;
    case "placeholder":
      return <span className="placeholder">{segment.text}</span>;
  }
}
