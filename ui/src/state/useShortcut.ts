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
      // A list or dialog in front closes first.
      if (document.querySelector(".overlay, .popover")) return;
      // In a field, undo belongs to the field, and what is no chord is typing.
      const isTyping = event.target instanceof HTMLElement && event.target.matches("input, textarea");
      if (isTyping && (shortcut === "undo" || shortcut === "redo" || !keys.includes("Mod")) && shortcut !== "back") return;
      event.preventDefault();
      action.current();
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [keys]);
}
