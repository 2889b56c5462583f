import { useEffect, useState } from "react";

import { Action } from "../../components/Action";
import { useSession } from "../../state/context";
import { say } from "../../text/say";

const shortest = 3;

/** Select text in a request, and it is redacted wherever it stands. */
export function RedactSelection() {
  const session = useSession();
  const [chosen, setChosen] = useState({ text: "", hasSecret: false });
  useEffect(() => {
    function look() {
      const selection = document.getSelection();
      const text = selection?.toString().trim() ?? "";
      const isOurs = selection?.anchorNode?.parentElement?.closest(".request .marked-text") ?? null;
      if (!selection || !isOurs || text.length < shortest) {
        // A press on our own button must not take its text away.
        if (!document.activeElement?.closest(".redact-selection")) setChosen({ text: "", hasSecret: false });
        return;
      }
      const fragment = selection.getRangeAt(0).cloneContents();
      setChosen({ text, hasSecret: fragment.querySelector(".masked, .placeholder") !== null });
    }
    document.addEventListener("selectionchange", look);
    return () => document.removeEventListener("selectionchange", look);
  }, []);

  function redact() {
    void session.redactText(chosen.text);
    document.getSelection()?.removeAllRanges();
    setChosen({ text: "", hasSecret: false });
  }

  if (!chosen.text) return <p className="redact-selection meta">{say("request.select-hint")}</p>;
  if (chosen.hasSecret) return <p className="redact-selection meta">{say("request.select-secret")}</p>;
  return (
    <div className="redact-selection row">
      <span className="meta">{say("request.selected")}</span>
      <span className="code clip" translate="no">
        {chosen.text}
      </span>
      <Action icon="covered" onPress={redact}>
        {say("request.redact")}
      </Action>
    </div>
  );
}
