import { useEffect, useState } from "react";

import { Action } from "../../components/Action";
import { Checks } from "../../components/Checks";
import { Notice } from "../../components/Notice";
import type { CaseView, SafeCopy } from "../../host/wire";
import { copyText } from "../../state/clipboard";
import { useSession } from "../../state/context";
import { useShortcut } from "../../state/useShortcut";
import { say } from "../../text/say";
import { FileActions } from "./FileActions";
import { SafeFileRow } from "./SafeFileRow";
import { SignOutLine } from "./SignOutLine";

/** The safe copy is written and proven: take it from here. */
export function DoneScreen({ case: open, copy }: { case: CaseView; copy: SafeCopy }) {
  const session = useSession();
  const [note, setNote] = useState<"" | "copied" | "failed">("");
  const [text, setText] = useState<string | null>(null);
  // Asked for beforehand: a web view lets the clipboard be written in the press itself, not after a wait.
  useEffect(() => {
    session.host.ticketNote(open.id).then(setText, () => setText(null));
  }, [session.host, open.id]);
  useShortcut("back", session.send.toHome);
  useShortcut("review", () => session.review("credentials"));

  async function copyNote() {
    try {
      await copyText(text ?? (await session.host.ticketNote(open.id)));
      setNote("copied");
    } catch {
      setNote("failed");
    }
  }

  const only = copy.files.length === 1 ? copy.files[0] : undefined;
  const isIncomplete = copy.files.some((file) => file.verdict === "incomplete");
  return (
    <div className="page done">
      <header className="case-head">
        <Action look="bare" icon="back" aria-label={say("review.back")} onPress={session.send.toVerdict} />
        <h1>{say("done.title", { count: copy.files.length })}</h1>
      </header>
      <section className="card stack">
        <ul className="safe-files">
          {copy.files.map((file, at) => (
            <SafeFileRow key={at} case={open} file={file} index={at}>
              {copy.files.length > 1 && <FileActions case={open} file={file} index={at} isOneOfMany />}
            </SafeFileRow>
          ))}
        </ul>
        <p className="quiet">{figures(copy).join(" · ")}</p>
        <div className="row actions">
          {only && <FileActions case={open} file={only} index={0} isOneOfMany={false} />}
          <Action icon="copy" onPress={() => void copyNote()}>
            {say("done.note")}
          </Action>
        </div>
        <p role="status" className="meta">
          {note && say(note === "copied" ? "done.note-copied" : "done.note-failed")}
        </p>
      </section>
      {isIncomplete && (
        <Notice tone="warn" icon="warn" title={say("done.incomplete")} />
      )}
      {copy.look > 0 && (
        <Action look="link" icon="flag" onPress={() => session.review("look")}>
          {say("done.look", { count: copy.look })}
        </Action>
      )}
      {copy.signOut.slice(0, 3).map((place) => (
        <SignOutLine key={place.host} place={place} />
      ))}
      <details className="all-checks">
        <summary>{say("done.all-checks")}</summary>
        {copy.files.map((file, at) => (
          <section key={at}>
            {!only && (
              <h2 className="group-title wrap-anywhere" translate="no">
                {file.name}
              </h2>
            )}
            <Checks checks={file.checks} />
          </section>
        ))}
      </details>
      <div className="row">
        <Action onPress={session.send.toHome}>{say("done.another")}</Action>
      </div>
    </div>
  );
}

function figures(copy: SafeCopy): string[] {
  const all = [];
  if (copy.requests !== null) all.push(say("done.figures.requests", { count: copy.requests }));
  if (copy.values > 0) {
    // Rounded down, so that "100 %" is said only where it is true.
    const share = Math.floor((copy.valuesKept / copy.values) * 1000) / 1000;
    all.push(say("done.figures.values", { share, unit: copy.areLines ? "lines" : "values" }));
  }
  all.push(say("done.figures.replaced", { count: copy.replaced }));
  if (copy.kept > 0) all.push(say("done.figures.kept", { count: copy.kept }));
  return all;
}
