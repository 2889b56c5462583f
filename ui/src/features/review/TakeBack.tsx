import { Action } from "../../components/Action";
import { written } from "../../components/Keys";
import type { CaseView } from "../../host/wire";
import { useModel, useSession } from "../../state/context";
import { keysFor } from "../../state/shortcuts";
import { useShortcut } from "../../state/useShortcut";
import { say } from "../../text/say";

/** Takes the last decision back, or makes it again; says why where there is none. */
export function TakeBack({ case: open }: { case: CaseView }) {
  const session = useSession();
  const keys = keysFor(useModel().info?.settings.shortcuts ?? {});
  const undo = () => void session.undo();
  const redo = () => void session.redo();
  useShortcut("undo", open.canUndo ? undo : null);
  useShortcut("redo", open.canRedo ? redo : null);
  const on = (chord: string) => ({ keys: chord.split("+").map(written).join(" + ") });
  return (
    <div className="row take-back">
      <span title={open.canUndo ? say("decide.undo-hint", on(keys.undo)) : say("decide.undo-none")}>
        <Action icon="undo" isDisabled={!open.canUndo} onPress={undo}>
          {say("decide.undo")}
        </Action>
      </span>
      <span title={open.canRedo ? say("decide.redo-hint", on(keys.redo)) : say("decide.redo-none")}>
        <Action icon="redo" isDisabled={!open.canRedo} onPress={redo}>
          {say("decide.redo")}
        </Action>
      </span>
    </div>
  );
}
