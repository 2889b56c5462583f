import { useCallback, useEffect, useMemo, useReducer, useRef } from "react";

import type { Rows } from "../components/DataGrid";

const pageSize = 100;
const pagesHeld = 12;

interface Page<Row, Beside> {
  total: number;
  rows: Row[];
  /** What is told of the whole list, with its first page. */
  beside?: Beside;
}

type Fetch<Row, Beside> = (offset: number, limit: number) => Promise<Page<Row, Beside>>;

/**
 * Rows of a list that stays in Rust: pages are fetched as they come into sight and the oldest are forgotten.
 *
 * Invariant: never more than `pagesHeld` pages are held, whatever the length of the list.
 */
export class PageCache<Row, Beside = never> {
  private readonly pages = new Map<number, Row[]>();
  private readonly asked = new Set<number>();
  total = 0;
  /** Whether the first page has come, and with it what is told of the whole list. */
  isKnown = false;
  beside: Beside | undefined = undefined;

  constructor(
    private readonly fetch: Fetch<Row, Beside>,
    private readonly changed: () => void,
  ) {}

  at(index: number): Row | undefined {
    return this.pages.get(Math.floor(index / pageSize))?.[index % pageSize];
  }

  get heldRows(): number {
    return [...this.pages.values()].reduce((sum, rows) => sum + rows.length, 0);
  }

  want(from: number, to: number) {
    const last = Math.floor(Math.max(from, to) / pageSize);
    for (let page = Math.floor(from / pageSize); page <= last; page += 1) {
      const held = this.pages.get(page);
      if (held) {
        // Moves it to the young end.
        this.pages.delete(page);
        this.pages.set(page, held);
      } else if (!this.asked.has(page)) {
        void this.load(page);
      }
    }
  }

  private async load(page: number) {
    this.asked.add(page);
    try {
      const { total, rows, beside } = await this.fetch(page * pageSize, pageSize);
      this.total = total;
      if (page === 0) {
        this.isKnown = true;
        this.beside = beside;
      }
      this.pages.set(page, rows);
      while (this.pages.size > pagesHeld) {
        const oldest = this.pages.keys().next().value;
        if (oldest === undefined) break;
        this.pages.delete(oldest);
      }
    } catch {
      // A case that was closed meanwhile has no rows; the lane tells about it.
    } finally {
      this.asked.delete(page);
      this.changed();
    }
  }
}

/** The rows that `fetch` finds; a new `key` starts over but keeps the old rows in sight until the new ones are there. */
export function usePages<Row, Beside = never>(key: string, fetch: Fetch<Row, Beside>): Rows<Row> & { isKnown: boolean; beside: Beside | undefined } {
  const [version, redraw] = useReducer((count: number) => count + 1, 0);
  const latest = useRef(fetch);
  latest.current = fetch;
  const shown = useRef<PageCache<Row, Beside> | null>(null);

  // A new key means a new cache; the function itself may change at each drawing.
  const cache = useMemo(() => new PageCache<Row, Beside>((offset, limit) => latest.current(offset, limit), redraw), [key]);
  useEffect(() => cache.want(0, 0), [cache]);

  if (cache.isKnown || !shown.current) shown.current = cache;
  const visible = shown.current;
  const want = useCallback((from: number, to: number) => cache.want(from, to), [cache]);
  return useMemo(
    () => ({ total: visible.total, isKnown: visible.isKnown, beside: visible.beside, at: (index: number) => visible.at(index), want }),
    // `version` counts what arrived in the cache.
    [visible, want, version],
  );
}
