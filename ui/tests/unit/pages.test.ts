import { describe, expect, it } from "vitest";

import { gridMove } from "../../src/components/gridMove";
import { PageCache } from "../../src/state/pages";
import { larger, smaller } from "../../src/state/zoom";
import { builtInKeys, keysFor, pressed } from "../../src/state/shortcuts";

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("a list that stays in Rust", () => {
  it("holds a bounded number of rows however long it is", async () => {
    const asked: number[] = [];
    const cache = new PageCache(async (offset, limit) => {
      asked.push(offset);
      return { total: 1_000_000, rows: Array.from({ length: limit }, (_, at) => offset + at) };
    }, () => undefined);
    for (let row = 0; row < 1_000_000; row += 5000) {
      cache.want(row, row + 40);
      await settled();
    }
    expect(cache.total).toBe(1_000_000);
    expect(cache.heldRows).toBeLessThanOrEqual(1200);
    expect(cache.at(995_010)).toBe(995_010);
    expect(cache.at(0)).toBeUndefined();
    expect(asked.length).toBe(200);
  });

  it("asks for a page once while it is on its way", async () => {
    let calls = 0;
    const cache = new PageCache(async () => {
      calls += 1;
      await settled();
      return { total: 5, rows: [1, 2, 3, 4, 5] };
    }, () => undefined);
    cache.want(0, 3);
    cache.want(1, 4);
    await settled();
    await settled();
    expect(calls).toBe(1);
    expect(cache.at(4)).toBe(5);
  });

  it("survives a page that cannot be had", async () => {
    const cache = new PageCache(() => Promise.reject(new Error("gone")), () => undefined);
    cache.want(0, 10);
    await settled();
    expect(cache.total).toBe(0);
  });
});

describe("keys", () => {
  const event = (key: string, more: object = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

  it("are spelled the same on every keyboard", () => {
    expect(pressed(event("z", { ctrlKey: true, shiftKey: true }))).toBe("Mod+Shift+Z");
    expect(pressed(event("Enter", { metaKey: true }))).toBe("Mod+Enter");
    expect(pressed(event(",", { ctrlKey: true }))).toBe("Mod+,");
    expect(pressed(event("Control", { ctrlKey: true }))).toBeUndefined();
  });

  it("are the same for plus and minus wherever these stand", () => {
    expect(pressed(event("+", { ctrlKey: true, shiftKey: true }))).toBe("Mod+=");
    expect(pressed(event("+", { ctrlKey: true }))).toBe("Mod+=");
    expect(pressed(event("_", { ctrlKey: true, shiftKey: true }))).toBe("Mod+-");
  });

  it("draw larger and smaller, and stop at the ends", () => {
    expect([larger(100), larger(200), smaller(100), smaller(75), larger(103)]).toEqual([110, 200, 90, 75, 110]);
  });

  it("can be chosen, and no two built-in ones are the same", () => {
    expect(keysFor({ keep: "Mod+B" }).keep).toBe("Mod+B");
    const built = Object.values(builtInKeys);
    expect(new Set(built).size).toBe(built.length);
  });

  it("move within a table and never out of it", () => {
    expect(gridMove("ArrowDown", -1, 10, 5)).toBe(0);
    expect(gridMove("ArrowDown", 9, 10, 5)).toBe(9);
    expect(gridMove("PageUp", 3, 10, 5)).toBe(0);
    expect(gridMove("End", 3, 10, 5)).toBe(9);
    expect(gridMove("a", 3, 10, 5)).toBeUndefined();
    expect(gridMove("ArrowDown", 0, 0, 5)).toBeUndefined();
  });
});
