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

/** The head over the rows of a group. Its first cell names it and opens and closes it. */
export function GridHeadRow({ id, line, isActive, style, onActive, columns, head, onFold }: GridHeadRowProps) {
  const fold = () => onFold(!head.isOpen);
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
      {columns.map((column, at) => (
        <Cell key={column.id} align={column.align}>
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
      ))}
    </div>
  );
}

function Cell({ align, children }: { align: "end" | "tail" | undefined; children: ReactNode }) {
  return (
    <div role="gridcell" className={`clip ${align ?? ""}`}>
      {children}
    </div>
  );
}
