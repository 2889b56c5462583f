import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { MarkedText } from "../../src/components/MarkedText";
import { Reveal } from "../../src/components/Reveal";

const value = "102aINVENTEDinventedINVENTED";
const masked = { head: "102a", length: value.length };

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe("a covered value", () => {
  function shown() {
    return document.body.innerHTML.includes(value);
  }

  async function withReveal() {
    const ask = vi.fn(async () => ({ text: value, cut: false }));
    render(<Reveal masked={masked} kept={false} ask={ask} wish={0} />);
    return { ask, button: screen.getByRole("button") };
  }

  const pressEnter = (button: HTMLElement) =>
    act(async () => {
      button.focus();
      fireEvent.keyDown(button, { key: "Enter" });
      fireEvent.keyUp(button, { key: "Enter" });
      await vi.advanceTimersByTimeAsync(1);
    });

  it("is not in the page and is not asked for", async () => {
    const { ask } = await withReveal();
    expect(shown()).toBe(false);
    expect(ask).not.toHaveBeenCalled();
  });

  it("is shown by keyboard for a moment only", async () => {
    const { button } = await withReveal();
    await pressEnter(button);
    expect(shown()).toBe(true);
    await act(async () => vi.advanceTimersByTimeAsync(9000));
    expect(shown()).toBe(false);
  });

  it("is covered again when the window is left", async () => {
    const { button } = await withReveal();
    await pressEnter(button);
    expect(shown()).toBe(true);
    await act(async () => {
      window.dispatchEvent(new Event("blur"));
    });
    expect(shown()).toBe(false);
  });

  it("is not shown when the answer comes after the hold has ended", async () => {
    let answer: (revealed: { text: string; cut: boolean }) => void = () => undefined;
    const ask = () => new Promise<{ text: string; cut: boolean }>((resolve) => (answer = resolve));
    const { rerender } = render(<Reveal masked={masked} kept={false} ask={ask} wish={0} />);
    rerender(<Reveal masked={masked} kept={false} ask={ask} wish={1} />);
    await act(async () => {
      window.dispatchEvent(new Event("blur"));
      answer({ text: value, cut: false });
    });
    expect(shown()).toBe(false);
  });
});

describe("text of a file", () => {
  it("stays text, whatever it looks like", () => {
    render(<MarkedText segments={[{ kind: "plain", text: "<img src=x onerror=alert(1)><script>1</script>" }]} />);
    expect(document.querySelector("img, script")).toBeNull();
    expect(document.body.textContent).toContain("<script>");
  });
});
