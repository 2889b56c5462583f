import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useId, useRef, type ReactNode } from "react";

import { GridHead } from "./GridHead";
import { foldMove, gridMove } from "./gridMove";
import { GridHeadRow, GridRow } from "./GridRow";
import { useWidth } from "./useWidth";

export interface Column<Row> {
  id: string;
  title: string;
  /** A track of a CSS grid. */
  width: string;
  /** Figures stand at the end; of a path that is too long the end is what is seen. */
  align?: "end" | "tail";
  /** Shown only in a table that is at least so wide, in pixels. */
  from?: number;
  sortable?: boolean;
  cell: (row: Row) => ReactNode;
}

export interface Sort {
  column: string;
  reversed: boolean;
}

/** Rows that arrive in pages. */
export interface Rows<Row> {
  total: number;
  at: (index: number) => Row | undefined;
  want: (from: number, to: number) => void;
}

/** A head over rows: what its columns show, and whether its rows are seen. */
export interface Head {
  cells: Record<string, ReactNode>;
  isOpen: boolean;
  /** What the mark that opens and closes it says. */
  foldLabel: string;
  /** Which of all heads it is, from 1. */
  position: number;
  of: number;
}

/** Where a row stands under its head: on which line that is, which of its rows this is, from 1, and of how many. */
export interface UnderHead {
  head: number;
  position: number;
  of: number;
}

/** Heads among the lines of a table. */
export interface Groups {
  head: (line: number) => Head | undefined;
  under: (line: number) => UnderHead | undefined;
  onFold: (line: number, isOpen: boolean) => void;
}

interface DataGridProps<Row> {
  label: string;
  columns: Column<Row>[];
  rows: Rows<Row>;
  active: number;
  onActive: (index: number) => void;
  onOpen?: (index: number) => void;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  groups?: Groups | undefined;
}

const rowHeight = 36;
const gap = 12;
const padding = 32;

/** Below this a table scrolls sideways: the sum of what its columns need at least. */
function leastWidth<Row>(columns: Column<Row>[]): number {
  const tracks = columns.map((column) => Number.parseInt(/\d+/.exec(column.width)?.[0] ?? "0", 10));
  return tracks.reduce((sum, track) => sum + track, padding + gap * (columns.length - 1));
}

/** A long table of which only the rows in sight exist; one tab stop, arrow keys within. Rows may stand under heads. */
export function DataGrid<Row>({ label, columns: all, rows, active, onActive, onOpen, sort, onSort, groups }: DataGridProps<Row>) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const columns = all.filter((column) => width === 0 || width >= (column.from ?? 0));
  const virtual = useVirtualizer({
    count: rows.total,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: rowHeight,
    scrollPaddingEnd: rowHeight,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items[items.length - 1]?.index ?? 0;
  const { want } = rows;
  useEffect(() => want(first, last), [want, first, last]);

  const minWidth = leastWidth(columns);
  const tracks = { gridTemplateColumns: columns.map((column) => column.width).join(" "), minInlineSize: minWidth };
  const isSeen = items.some((item) => item.index === active);

  // What was chosen before the table was left is in sight when it is there again.
  const isPlaced = useRef(false);
  useEffect(() => {
    if (isPlaced.current || rows.total === 0) return;
    isPlaced.current = true;
    if (active > 0) virtual.scrollToIndex(active, { align: "center" });
  }, [rows.total, active, virtual]);

  // A table that is taller than what is seen of it scrolls itself, and what it stands in does not follow by itself.
  const isMoved = useRef(false);
  useEffect(() => {
    const row = isMoved.current && document.getElementById(`${id}-${active}`);
    if (!row) return;
    isMoved.current = false;
    row.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  /** Opens or closes a group; the line where the choice is afterwards, for a key that has to do with groups. */
  function folded(key: string): number | undefined {
    if (!groups || active < 0) return undefined;
    const move = foldMove(key, groups.head(active));
    switch (move) {
      case "open":
      case "close":
        groups.onFold(active, move === "open");
        return active;
      case "in":
        return active + 1;
      case "out":
        return groups.under(active)?.head;
      case undefined:
        return undefined;
    }
  }

  function move(event: React.KeyboardEvent) {
    if (event.target !== box.current || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && onOpen && active >= 0 && !groups?.head(active)) {
      onOpen(active);
      return;
    }
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 2);
    const next = folded(event.key) ?? gridMove(event.key, active, rows.total, page);
    if (next === undefined) return;
    event.preventDefault();
    onActive(next);
    isMoved.current = true;
    virtual.scrollToIndex(next);
  }

  function fold(line: number, isOpen: boolean) {
    groups?.onFold(line, isOpen);
    // The mark was pressed, but the keys belong to the table.
    box.current?.focus();
  }

  return (
    <div
      ref={box}
      className="grid"
      role={groups ? "treegrid" : "grid"}
      aria-label={label}
      aria-rowcount={rows.total + 1}
      aria-colcount={columns.length}
      aria-activedescendant={isSeen ? `${id}-${active}` : undefined}
      tabIndex={0}
      onKeyDown={move}
    >
      <GridHead columns={columns} tracks={tracks} {...(sort ? { sort } : {})} {...(onSort ? { onSort } : {})} />
      <div className="grid-body" role="rowgroup" style={{ blockSize: virtual.getTotalSize(), minInlineSize: minWidth }}>
        {items.map((item) => {
          const line = item.index;
          const common = {
            id: `${id}-${line}`,
            line,
            columns,
            isActive: line === active,
            style: { ...tracks, transform: `translateY(${item.start}px)` },
            onActive: () => onActive(line),
          };
          const head = groups?.head(line);
          if (head) return <GridHeadRow key={item.key} {...common} head={head} onFold={(isOpen) => fold(line, isOpen)} />;
          return <GridRow key={item.key} {...common} row={rows.at(line)} under={groups?.under(line)} onOpen={onOpen && (() => onOpen(line))} />;
        })}
      </div>
    </div>
  );
}
