import { useEffect, type RefObject } from "react";

/** Dialogs and lists that close give the focus back by themselves; by then they have. */
const settledMs = 60;

/**
 * Keeps the focus in the window when what had it is gone or can no longer be pressed, so that the next Tab does not
 * begin at the top: it goes to a button beside it, as from Undo to Redo, or to `place`.
 */
export function useKeptFocus(place: RefObject<HTMLElement | null>) {
  useEffect(() => {
    let last: Element | null = null;
    let timer: number | undefined;
    const isLost = () => last !== null && (!last.isConnected || last.matches(":disabled"));
    const note = (event: FocusEvent) => {
      last = event.target instanceof Element ? event.target : null;
    };
    const look = () => {
      if (!isLost() || document.activeElement !== document.body) return;
      const row = last?.isConnected ? last.closest(".row") : null;
      const beside = row?.querySelector<HTMLElement>("button:enabled");
      last = null;
      (beside ?? place.current)?.focus();
    };
    const observer = new MutationObserver(() => {
      if (!isLost()) return;
      window.clearTimeout(timer);
      timer = window.setTimeout(look, settledMs);
    });
    observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ["disabled"] });
    document.addEventListener("focusin", note);
    return () => {
      observer.disconnect();
      window.clearTimeout(timer);
      document.removeEventListener("focusin", note);
    };
  }, [place]);
}
