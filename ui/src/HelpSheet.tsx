import { Action } from "./components/Action";
import { Keys } from "./components/Keys";
import { Sheet } from "./components/Sheet";
import { useModel, useSession } from "./state/context";
import { keysFor, shortcuts, shortcutWord } from "./state/shortcuts";
import { say } from "./text/say";

/** All shortcuts, as they are set now. */
export function HelpSheet() {
  const session = useSession();
  const model = useModel();
  const keys = keysFor(model.info?.settings.shortcuts ?? {});
  const close = () => session.showHelp(false);
  return (
    <Sheet title={say("keys.title")} isOpen={model.help} onClose={close}>
      <ul className="key-list">
        {shortcuts.map((shortcut) => (
          <li key={shortcut}>
            <span>{say(shortcutWord(shortcut))}</span>
            <Keys keys={keys[shortcut]} />
          </li>
        ))}
      </ul>
      <div className="row">
        <Action onPress={close}>{say("keys.close")}</Action>
      </div>
    </Sheet>
  );
}
