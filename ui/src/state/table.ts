import type { Sort } from "../components/DataGrid";
import type { CredentialFilter } from "../host/wire";
import { everything } from "./filter";

/** How the table of credentials is looked at; it outlives a look at the requests and ends with the case. */
export interface TableView {
  filter: CredentialFilter;
  sort: Sort;
  /** The groups of which only the head is seen. */
  closed: ReadonlySet<string>;
  /** The chosen line. */
  active: number;
}

export const firstTable: TableView = {
  filter: everything,
  sort: { column: "severity", reversed: false },
  closed: new Set(),
  active: 0,
};
