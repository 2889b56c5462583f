import { describe, expect, it } from "vitest";

import { foldMove } from "../../src/components/gridMove";
import { Lines } from "../../src/state/lines";

describe("a table with groups", () => {
  const sizes = [3, 1, 4];
  const folded = (...closed: number[]) => new Lines(sizes, (group) => !closed.includes(group));

  it("has a line for each head and each row", () => {
    const lines = folded();
    const seen = Array.from({ length: lines.total }, (_, line) => lines.at(line));
    expect(seen.map((line) => (line?.kind === "row" ? line.row : `head ${line?.group}`))).toEqual(["head 0", 0, 1, 2, "head 1", 3, "head 2", 4, 5, 6, 7]);
    expect(lines.at(11)).toBeUndefined();
    expect(lines.at(-1)).toBeUndefined();
  });

  it("shows the head alone of a group that is closed, and counts its rows all the same", () => {
    const lines = folded(0, 2);
    const seen = Array.from({ length: lines.total }, (_, line) => lines.at(line));
    expect(seen).toEqual([{ kind: "head", group: 0 }, { kind: "head", group: 1 }, { kind: "row", group: 1, row: 3 }, { kind: "head", group: 2 }]);
  });

  it("finds the line of every row, or of the head that it is folded under", () => {
    for (const lines of [folded(), folded(1), folded(0, 1, 2)]) {
      for (let row = 0; row < 8; row += 1) {
        const line = lines.at(lines.lineOf(row));
        if (line?.kind === "row") expect(line.row).toBe(row);
        else expect(lines.headOf(line?.group ?? -1)).toBe(lines.lineOf(row));
      }
    }
    expect(folded(1).lineOf(3)).toBe(4);
  });

  it("tells which of its group a row is", () => {
    expect(folded().placeOf(2, 5)).toEqual([2, 4]);
  });

  it("holds without a group", () => {
    const none = new Lines([], () => true);
    expect(none.total).toBe(0);
    expect(none.at(0)).toBeUndefined();
  });

  it("is folded by the keys of a tree", () => {
    expect(foldMove("ArrowRight", { isOpen: false })).toBe("open");
    expect(foldMove("ArrowRight", { isOpen: true })).toBe("in");
    expect(foldMove("ArrowLeft", { isOpen: true })).toBe("close");
    expect(foldMove("ArrowLeft", { isOpen: false })).toBeUndefined();
    expect(foldMove("ArrowLeft", undefined)).toBe("out");
    expect(foldMove("Enter", { isOpen: true })).toBe("close");
    expect(foldMove(" ", { isOpen: false })).toBe("open");
    expect(foldMove("Enter", undefined)).toBeUndefined();
    expect(foldMove("ArrowDown", { isOpen: true })).toBeUndefined();
  });
});
