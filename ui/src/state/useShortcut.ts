import { useEffect, useRef } from "react";

import { useModel } from "./context";
import { keysFor, pressed, type Shortcut } from "./shortcuts";

/** Runs an action when its keys are pressed anywhere in the window, unless something in front took them. */
export function useShortcut(shortcut: Shortcut, run: (() => void) | null) {
  const keys = keysFor(useModel().info?.settings.shortcuts ?? {})[shortcut];
  const action = useRef(run);
  action.current = run;
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (!action.current || event.defaultPrevented || pressed(event) !== keys) return;
      // A list or dialog in front closes first, and a question is answered first.
      if (document.querySelector(".overlay, .popover, .asking-keys")) return;
      if (event.target instanceof Element && event.target.closest(".ask-line")) return;
      // In a field, undo belongs to the field, and what is no chord is typing.
      const isTyping = event.target instanceof HTMLElement && event.target.matches("input, textarea");
      if (isTyping && (shortcut === "undo" || shortcut === "redo" || !keys.includes("Mod")) && shortcut !== "back") return;
      event.preventDefault();
      event.stopPropagation();
      action.current();
    }
    // Before what has the focus hears of it: a button would take Control and Enter for its own Enter.
    const isFirst = keys.includes("Mod");
    window.addEventListener("keydown", press, isFirst);
    return () => window.removeEventListener("keydown", press, isFirst);
  }, [keys]);
}
