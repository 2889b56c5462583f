/**
 * Lets the first press after a drag out of the window be one.
 *
 * The system takes the pointer for the drag, and the web view misses that its button was let go: it tells of the next
 * press by mouse events alone, and what listens to the pointer hears nothing. That press is told as one that was made
 * without a pointer, as assistive programs make them.
 */
export function awaitNextPress() {
  const over = new AbortController();
  const once = { capture: true, once: true, signal: over.signal };
  document.addEventListener("pointerdown", () => over.abort(), once);
  document.addEventListener(
    "mousedown",
    (event) => {
      over.abort();
      const pressed = { bubbles: true, cancelable: true, composed: true, pointerType: "mouse", width: 0, height: 0, pressure: 0 };
      event.target?.dispatchEvent(new PointerEvent("pointerdown", pressed));
    },
    once,
  );
}
