import type { CSSProperties } from "react";

import type { Column, Sort } from "./DataGrid";
import { Icon } from "./Icon";

interface GridHeadProps<Row> {
  columns: Column<Row>[];
  tracks: CSSProperties;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
}

/** The head of a table; a column that can be sorted by is a button. */
export function GridHead<Row>({ columns, tracks, sort, onSort }: GridHeadProps<Row>) {
  return (
    <div role="rowgroup" className="grid-head">
      <div className="grid-row" role="row" aria-rowindex={1} style={tracks}>
        {columns.map((column) => {
          const isSorted = sort?.column === column.id;
          const order = isSorted ? (sort.reversed ? "descending" : "ascending") : undefined;
          return (
            <div key={column.id} role="columnheader" aria-sort={order} className={column.align === "end" ? "end" : undefined}>
              {column.sortable && onSort ? (
                <button
                  type="button"
                  className="sort"
                  onClick={() => onSort({ column: column.id, reversed: isSorted ? !sort.reversed : false })}
                >
                  {column.title}
                  {isSorted && <Icon name={sort.reversed ? "down" : "up"} />}
                </button>
              ) : (
                column.title
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
