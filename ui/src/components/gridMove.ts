/** The row that a key leads to, or nothing for a key that does not move. */
export function gridMove(key: string, active: number, total: number, page: number): number | undefined {
  if (total === 0) return undefined;
  const to = (index: number) => Math.min(total - 1, Math.max(0, index));
  switch (key) {
    case "ArrowDown":
      return to(active + 1);
    case "ArrowUp":
      return to(active - 1);
    case "PageDown":
      return to(active + page);
    case "PageUp":
      return to(active - page);
    case "Home":
      return 0;
    case "End":
      return total - 1;
    default:
      return undefined;
  }
}

export type Fold = "open" | "close" | "in" | "out";

/** What a key does to a group: on its head, or on a row under it, as in a tree. */
export function foldMove(key: string, head: { isOpen: boolean } | undefined): Fold | undefined {
  switch (key) {
    case "ArrowRight":
      return head && (head.isOpen ? "in" : "open");
    case "ArrowLeft":
      if (!head) return "out";
      return head.isOpen ? "close" : undefined;
    case "Enter":
    case " ":
      return head && (head.isOpen ? "close" : "open");
    default:
      return undefined;
  }
}
