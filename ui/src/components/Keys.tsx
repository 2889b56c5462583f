/** Keys of a shortcut as they are written on the keyboard. */
export function Keys({ keys }: { keys: string }) {
  return (
    <kbd className="key" translate="no">
      {keys.split("+").map(written).join(" + ")}
    </kbd>
  );
}

const names: Record<string, string> = { Mod: navigator.userAgent.includes("Mac") ? "⌘" : "Ctrl", Enter: navigator.userAgent.includes("Mac") ? "⏎" : "Enter", Escape: "Esc", "=": "+" };

/** One key as it is written on the keyboard. */
export function written(key: string): string {
  return names[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}
