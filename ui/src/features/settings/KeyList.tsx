import { useEffect, useState } from "react";

import { Action } from "../../components/Action";
import { Keys, written } from "../../components/Keys";
import type { Settings } from "../../host/wire";
import { builtInKeys, isFree, keysFor, pressed, shortcuts, shortcutWord, type Shortcut } from "../../state/shortcuts";
import { say } from "../../text/say";

interface KeyListProps {
  settings: Settings;
  onSave: (change: Partial<Settings>) => void;
}

/** The shortcuts; each can be given other keys. */
export function KeyList({ settings, onSave }: KeyListProps) {
  const [waiting, setWaiting] = useState<Shortcut | null>(null);
  const [taken, setTaken] = useState("");
  const keys = keysFor(settings.shortcuts);

  useEffect(() => {
    if (!waiting) return;
    const shortcut = waiting;
    // Before anything else hears it: the keys being set must not also act.
    function press(event: KeyboardEvent) {
      const combination = pressed(event);
      if (!combination) return;
      event.preventDefault();
      event.stopPropagation();
      if (combination === "Escape" || combination === "Tab") {
        setWaiting(null);
        return;
      }
      const said = { keys: combination.split("+").map(written).join(" + ") };
      if (!isFree(combination)) {
        setTaken(say("settings.needed", said));
        return;
      }
      const other = shortcuts.find((each) => each !== shortcut && keys[each] === combination);
      if (other) {
        setTaken(say("settings.taken", { ...said, what: say(shortcutWord(other)) }));
        return;
      }
      setTaken("");
      setWaiting(null);
      onSave({ shortcuts: { ...settings.shortcuts, [shortcut]: combination } });
    }
    window.addEventListener("keydown", press, true);
    return () => window.removeEventListener("keydown", press, true);
  }, [waiting, keys, settings.shortcuts, onSave]);

  const isOwn = shortcuts.some((shortcut) => keys[shortcut] !== builtInKeys[shortcut]);
  return (
    <section className="card group" aria-labelledby="keyboard">
      <h2 id="keyboard" className="group-title">
        {say("settings.keyboard")}
      </h2>
      <ul className="key-list">
        {shortcuts.map((shortcut) => (
          <li key={shortcut}>
            <span>{say(shortcutWord(shortcut))}</span>
            {waiting === shortcut ? <span className="meta asking-keys">{say("settings.press")}</span> : <Keys keys={keys[shortcut]} />}
            <Action
              look="link"
              aria-label={say("settings.change-key-label", { what: say(shortcutWord(shortcut)) })}
              onPress={() => {
                setTaken("");
                setWaiting(shortcut);
              }}
              // Whoever goes on to something else is not asked any more.
              onBlur={() => setWaiting(null)}
            >
              {say("settings.change-key")}
            </Action>
          </li>
        ))}
      </ul>
      <p role="status" className="meta">
        {taken}
      </p>
      {isOwn && <Action onPress={() => onSave({ shortcuts: {} })}>{say("settings.reset-keys")}</Action>}
    </section>
  );
}
