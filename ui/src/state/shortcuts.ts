import type { Word } from "../text/words";

export type Shortcut =
  | "open" | "send" | "exposure" | "verify" | "settings"
  | "make" | "review" | "redact" | "keep" | "undo" | "redo"
  | "search" | "reveal" | "larger" | "smaller" | "usual" | "back" | "help";

/** `Mod` is Control, or Command on a Mac. */
export const builtInKeys: Record<Shortcut, string> = {
  open: "Mod+O",
  send: "Mod+1",
  exposure: "Mod+2",
  verify: "Mod+3",
  settings: "Mod+,",
  make: "Mod+Enter",
  review: "Mod+E",
  redact: "Mod+D",
  keep: "Mod+K",
  undo: "Mod+Z",
  redo: "Mod+Shift+Z",
  search: "Mod+F",
  reveal: "Mod+Shift+S",
  larger: "Mod+=",
  smaller: "Mod+-",
  usual: "Mod+0",
  back: "Escape",
  help: "F1",
};

export const shortcuts = Object.keys(builtInKeys) as Shortcut[];

export function shortcutWord(shortcut: Shortcut): Word {
  return `keys.${shortcut}`;
}

/** The keys of each action: the built-in ones with the person's own over them. */
export function keysFor(own: Record<string, string>): Record<Shortcut, string> {
  const keys = { ...builtInKeys };
  for (const shortcut of shortcuts) {
    const chosen = own[shortcut];
    if (chosen) keys[shortcut] = chosen;
  }
  return keys;
}

/** Keys that everybody walks and copies with; nothing else may take them. */
const needed = new Set([
  "Enter", "Space", "Tab", "Shift+Tab", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown",
  "Backspace", "Delete", "Mod+A", "Mod+C", "Mod+V", "Mod+X",
]);

/** Whether keys can be chosen for an action. */
export function isFree(keys: string): boolean {
  return !needed.has(keys);
}

/** A pressed key in our spelling, or nothing while only modifiers are down. */
export function pressed(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">): string | undefined {
  if (["Control", "Meta", "Alt", "Shift"].includes(event.key)) return undefined;
  // Where plus and minus stand differs from keyboard to keyboard; the keys beside them are not told apart.
  const same: Record<string, string> = { " ": "Space", "+": "=", _: "-" };
  const key = same[event.key] ?? (event.key.length === 1 ? event.key.toUpperCase() : event.key);
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("Mod");
  if (event.altKey) parts.push("Alt");
  if (event.shiftKey && (key.length > 1 || /[A-Z]/.test(key))) parts.push("Shift");
  return [...parts, key].join("+");
}
