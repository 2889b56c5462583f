/** What stands on a line of a table with groups: a head, or one of the rows under it. */
export type Line = { kind: "head"; group: number } | { kind: "row"; group: number; row: number };

/**
 * The lines of a table whose rows stand under heads that can be folded.
 *
 * Rows are counted over all groups, folded ones included: that is how Rust pages them. Folding asks for nothing.
 */
export class Lines {
  readonly total: number;
  /** The line of each head. */
  private readonly heads: number[] = [];
  /** The first row of each group. */
  private readonly firsts: number[] = [];

  constructor(
    private readonly sizes: number[],
    private readonly isOpen: (group: number) => boolean,
  ) {
    let line = 0;
    let row = 0;
    sizes.forEach((size, group) => {
      this.heads.push(line);
      this.firsts.push(row);
      line += isOpen(group) ? size + 1 : 1;
      row += size;
    });
    this.total = line;
  }

  /** What stands on a line; nothing past the end. */
  at(line: number): Line | undefined {
    if (line < 0 || line >= this.total) return undefined;
    const group = lastUpTo(this.heads, line);
    const beneath = line - (this.heads[group] ?? 0);
    return beneath === 0 ? { kind: "head", group } : { kind: "row", group, row: (this.firsts[group] ?? 0) + beneath - 1 };
  }

  /** The line of the head of a group. */
  headOf(group: number): number {
    return this.heads[group] ?? 0;
  }

  /** The line of a row, or that of its head where the group is folded. */
  lineOf(row: number): number {
    const group = lastUpTo(this.firsts, row);
    const head = this.heads[group] ?? 0;
    return this.isOpen(group) ? head + 1 + row - (this.firsts[group] ?? 0) : head;
  }

  /** Which row of its group a row is, from 1, and how many there are. */
  placeOf(group: number, row: number): [number, number] {
    return [row - (this.firsts[group] ?? 0) + 1, this.sizes[group] ?? 0];
  }
}

/** The index of the last number that is not larger; the list rises. */
function lastUpTo(rising: number[], wanted: number): number {
  let from = 0;
  let to = rising.length;
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if ((rising[middle] ?? 0) <= wanted) from = middle;
    else to = middle;
  }
  return from;
}
