import type { CSSProperties, ReactNode } from "react";

import type { Column, Head, UnderHead } from "./DataGrid";
import { Icon } from "./Icon";

interface LineProps {
  id: string;
  line: number;
  isActive: boolean;
  style: CSSProperties;
  onActive: () => void;
}

interface GridRowProps<Row> extends LineProps {
  columns: Column<Row>[];
  row: Row | undefined;
  /** Where the row stands under its head, in a table with groups. */
  under: UnderHead | undefined;
  onOpen: (() => void) | undefined;
}

/** One row of a table; bars wait in it until it has arrived. */
export function GridRow<Row>({ id, line, isActive, style, onActive, columns, row, under, onOpen }: GridRowProps<Row>) {
  return (
    <div
      id={id}
      className={under ? "grid-row under" : "grid-row"}
      role="row"
      aria-rowindex={line + 2}
      aria-selected={isActive}
      aria-level={under && 2}
      aria-posinset={under?.position}
      aria-setsize={under?.of}
      style={style}
      onClick={onActive}
      onDoubleClick={onOpen}
    >
      {columns.map((column) => (
        <Cell key={column.id} align={column.align}>
          {row ? column.cell(row) : <span className="waiting" aria-hidden="true" />}
        </Cell>
      ))}
    </div>
  );
}

interface GridHeadRowProps extends LineProps {
  columns: { id: string; align?: "end" | "tail" }[];
  head: Head;
  onFold: (isOpen: boolean) => void;
}

/** The head over the rows of a group. Its first cell names it and opens and closes it, with the room of the empty cells beside it. */
export function GridHeadRow({ id, line, isActive, style, onActive, columns, head, onFold }: GridHeadRowProps) {
  const fold = () => onFold(!head.isOpen);
  const next = columns.findIndex((column, at) => at > 0 && head.cells[column.id] !== undefined);
  const room = next < 0 ? columns.length : next;
  return (
    <div
      id={id}
      className="grid-row head"
      role="row"
      aria-rowindex={line + 2}
      aria-selected={isActive}
      aria-level={1}
      aria-expanded={head.isOpen}
      aria-posinset={head.position}
      aria-setsize={head.of}
      style={style}
      onClick={onActive}
      onDoubleClick={fold}
    >
      {columns.map((column, at) => (at > 0 && at < room ? null : (
        <Cell key={column.id} align={column.align} {...(at === 0 ? { room } : { column: at + 1 })}>
          {at === 0 && (
            <button
              type="button"
              className="fold"
              tabIndex={-1}
              aria-label={head.foldLabel}
              onClick={(event) => {
                event.stopPropagation();
                fold();
              }}
              onDoubleClick={(event) => event.stopPropagation()}
            >
              <Icon name={head.isOpen ? "down" : "next"} />
            </button>
          )}
          {head.cells[column.id]}
        </Cell>
      )))}
    </div>
  );
}

interface CellProps {
  align: "end" | "tail" | undefined;
  /** Over how many columns it goes, where over more than one. */
  room?: number;
  /** Which column it stands in, where others before it are left out. */
  column?: number;
  children: ReactNode;
}

function Cell({ align, room = 1, column, children }: CellProps) {
  const isWide = room > 1;
  return (
    <div
      role="gridcell"
      className={`clip ${align ?? ""}`}
      aria-colspan={isWide ? room : undefined}
      aria-colindex={column}
      style={isWide ? { gridColumn: `span ${room}` } : undefined}
    >
      {children}
    </div>
  );
}
