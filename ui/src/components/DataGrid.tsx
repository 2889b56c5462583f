import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useId, useRef, type ReactNode } from "react";

import { GridHead } from "./GridHead";
import { gridMove } from "./gridMove";
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

interface DataGridProps<Row> {
  label: string;
  columns: Column<Row>[];
  rows: Rows<Row>;
  active: number;
  onActive: (index: number) => void;
  onOpen?: (index: number) => void;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
}

const rowHeight = 36;
const gap = 12;
const padding = 32;

/** Below this a table scrolls sideways: the sum of what its columns need at least. */
function leastWidth<Row>(columns: Column<Row>[]): number {
  const tracks = columns.map((column) => Number.parseInt(/\d+/.exec(column.width)?.[0] ?? "0", 10));
  return tracks.reduce((sum, track) => sum + track, padding + gap * (columns.length - 1));
}

/** A long table of which only the rows in sight exist; one tab stop, arrow keys within. */
export function DataGrid<Row>({ label, columns: all, rows, active, onActive, onOpen, sort, onSort }: DataGridProps<Row>) {
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

  function move(event: React.KeyboardEvent) {
    if (event.target !== box.current || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && onOpen && active >= 0) {
      onOpen(active);
      return;
    }
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 2);
    const next = gridMove(event.key, active, rows.total, page);
    if (next === undefined) return;
    event.preventDefault();
    onActive(next);
    virtual.scrollToIndex(next);
  }

  return (
    <div
      ref={box}
      className="grid"
      role="grid"
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
          const row = rows.at(item.index);
          return (
            <div
              key={item.key}
              id={`${id}-${item.index}`}
              className="grid-row"
              role="row"
              aria-rowindex={item.index + 2}
              aria-selected={item.index === active}
              style={{ ...tracks, transform: `translateY(${item.start}px)` }}
              onClick={() => onActive(item.index)}
              onDoubleClick={() => onOpen?.(item.index)}
            >
              {columns.map((column) => (
                <div key={column.id} role="gridcell" className={`clip ${column.align ?? ""}`}>
                  {row ? column.cell(row) : <span className="waiting" aria-hidden="true" />}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}
