import { useEffect, useState } from "react";

import { Action } from "../../components/Action";
import { AskLine } from "../../components/AskLine";
import { useSession } from "../../state/context";
import { openCase } from "../../state/model";
import { say } from "../../text/say";
import type { Word } from "../../text/words";

type Fault = "request.select-secret" | "request.select-line" | null;

/** Shorter texts stand everywhere: redacting them would eat the file. */
const shortest = 3;

/** What came of the last text; true until the decisions change again. */
interface Told {
  word: Word;
  revision: number;
}

/** Select text in a request, or type it, and it is redacted wherever it stands. */
export function RedactSelection({ revision }: { revision: number }) {
  const session = useSession();
  const [chosen, setChosen] = useState<{ text: string; fault: Fault }>({ text: "", fault: null });
  const [isTyping, setTyping] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [told, setTold] = useState<Told | null>(null);
  useEffect(() => {
    function look() {
      const selection = document.getSelection();
      const text = selection?.toString().trim() ?? "";
      const isOurs = selection?.anchorNode?.parentElement?.closest(".request .marked-text") ?? null;
      if (!selection || !isOurs || text.length < shortest) {
        // A press on our own button must not take its text away.
        if (!document.activeElement?.closest(".redact-selection")) setChosen({ text: "", fault: null });
        return;
      }
      const fragment = selection.getRangeAt(0).cloneContents();
      const hasSecret = fragment.querySelector(".masked, .placeholder") !== null;
      setChosen({ text, fault: hasSecret ? "request.select-secret" : text.includes("\n") ? "request.select-line" : null });
    }
    document.addEventListener("selectionchange", look);
    return () => document.removeEventListener("selectionchange", look);
  }, []);

  async function redact(text: string) {
    document.getSelection()?.removeAllRanges();
    setChosen({ text: "", fault: null });
    setTyping(false);
    setBusy(true);
    const word = (await session.redactText(text)) ? "request.redacted" : "request.not-found";
    setTold({ word, revision: openCase(session.store.get().send)?.revision ?? revision });
    setBusy(false);
  }

  if (isBusy) return <p className="redact-selection meta">{say("request.redacting")}</p>;
  if (chosen.fault) return <p className="redact-selection meta">{say(chosen.fault)}</p>;
  if (isTyping && !chosen.text) {
    return (
      <div className="redact-selection">
        <AskLine
          title={say("request.redact")}
          label={say("request.typed")}
          longest={2000}
          confirm={say("request.redact")}
          icon="covered"
          cancel={say("keep.cancel")}
          refuse={(text) => (text.length < shortest ? say("request.short") : null)}
          onAnswer={(text) => void redact(text)}
          onCancel={() => setTyping(false)}
        />
      </div>
    );
  }
  if (!chosen.text) {
    return (
      <div className="redact-selection row">
        <span className="meta">{say(told?.revision === revision ? told.word : "request.select-hint")}</span>
        <Action onPress={() => setTyping(true)}>{say("request.type")}</Action>
      </div>
    );
  }
  return (
    <div className="redact-selection row">
      <span className="meta">{say("request.selected")}</span>
      <span className="code clip" translate="no">
        {chosen.text}
      </span>
      <Action icon="covered" onPress={() => void redact(chosen.text)}>
        {say("request.redact")}
      </Action>
    </div>
  );
}
