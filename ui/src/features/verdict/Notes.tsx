import { Action } from "../../components/Action";
import { Notice } from "../../components/Notice";
import type { CaseView, FileNote } from "../../host/wire";
import { useSession } from "../../state/context";
import { Data, say, Say } from "../../text/say";

/** What to know about the files before going on. */
export function Notes({ case: open }: { case: CaseView }) {
  const notes = open.files.flatMap((file) =>
    file.notes
      // Told by the headline where it is true of all files.
      .filter((note) => !(note.kind === "already-scrubbed" && open.headline.kind === "alreadyScrubbed"))
      .map((note) => ({ file, note })),
  );
  if (notes.length === 0) return null;
  return (
    <div className="stack notes">
      {notes.map(({ file, note }) => (
        <NoteNotice key={`${file.name} ${note.kind}`} name={file.name} format={file.format} note={note} />
      ))}
    </div>
  );
}

function NoteNotice({ name, format, note }: { name: string; format: string; note: FileNote }) {
  const session = useSession();
  const file = <Data>{name}</Data>;
  switch (note.kind) {
    case "truncated":
      return (
        <Notice tone="warn" icon="warn" title={<Say word="note.truncated" values={{ name: file }} />}>
          {say("note.truncated-next")}
        </Notice>
      );
    case "not-har":
      return (
        <Notice tone="plain" icon="info" title={<Say word="note.not-har" values={{ name: file }} />}>
          {say("note.not-har-next", { format })}
        </Notice>
      );
    case "already-scrubbed":
      return (
        <Notice tone="plain" icon="info" title={<Say word="note.already" values={{ name: file }} />}>
          {say("note.already-next", { placeholders: note.placeholders })}
        </Notice>
      );
    case "unread":
      return (
        <Notice tone="warn" icon="flag" title={<Say word="note.unread" values={{ name: file, parts: note.parts }} />}>
          {say("note.unread-next")}{" "}
          <Action look="link" onPress={() => session.review("look")}>
            {say("note.look")}
          </Action>
        </Notice>
      );
  }
}
