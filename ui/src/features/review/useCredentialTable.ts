import { useEffect, useMemo } from "react";

import type { Rows } from "../../components/DataGrid";
import type { CaseView, CredentialGroup, CredentialQuery, CredentialRow, CredentialSort, FacetKind } from "../../host/wire";
import { useModel, useSession } from "../../state/context";
import { Lines } from "../../state/lines";
import { usePages } from "../../state/pages";

/** What is chosen in the table: one credential, or all of a group. */
export type Target = { kind: "credential"; row: CredentialRow } | { kind: "group"; by: FacetKind; group: CredentialGroup };

/** Credentials under heads, and what can be done with the heads. */
export interface GroupedLines {
  by: FacetKind;
  groups: CredentialGroup[];
  lines: Lines;
  isOpen: (group: number) => boolean;
  fold: (line: number, isOpen: boolean) => void;
  foldAll: (isOpen: boolean) => void;
}

export interface CredentialTable {
  /** How many credentials the filter lets through. */
  shown: number;
  isKnown: boolean;
  /** The lines of the table: a head has no row. */
  lines: Rows<CredentialRow>;
  grouped: GroupedLines | null;
  target: Target | undefined;
}

/** The table of credentials as it is filtered, sorted and gathered now. */
export function useCredentialTable(open: CaseView): CredentialTable {
  const { host, arrange } = useSession();
  const { table, info } = useModel();
  const { filter, sort, closed, active } = table;
  const by = info?.settings.group ?? null;
  const query = { filter, group: by, sort: sort.column as CredentialSort, reversed: sort.reversed };
  const rows = usePages(`${open.id} ${open.revision} ${JSON.stringify(query)}`, async (offset, limit) => {
    const asked: CredentialQuery = { ...query, offset, limit };
    if (by === null || offset > 0) return host.credentials(open.id, asked);
    const [page, groups] = await Promise.all([host.credentials(open.id, asked), host.credentialGroups(open.id, asked)]);
    return { ...page, beside: { by, groups } };
  });

  const { beside } = rows;
  const grouped = useMemo((): GroupedLines | null => {
    if (!beside) return null;
    const { by: kind, groups } = beside;
    const linesWith = (folded: ReadonlySet<string>) =>
      new Lines(
        groups.map((group) => group.credentials),
        (group) => !folded.has(groups[group]?.value ?? ""),
      );
    const lines = linesWith(closed);
    // What is chosen stays chosen wherever its line goes; where it is folded away, its head is.
    const become = (folded: ReadonlySet<string>) => {
      const line = lines.at(active);
      const next = linesWith(folded);
      const to = line?.kind === "row" ? next.lineOf(line.row) : line ? next.headOf(line.group) : active;
      arrange({ closed: folded, active: to });
    };
    return {
      by: kind,
      groups,
      lines,
      isOpen: (group) => !closed.has(groups[group]?.value ?? ""),
      fold(at, isOpen) {
        const line = lines.at(at);
        const value = line && groups[line.group]?.value;
        if (value === undefined) return;
        const folded = new Set(closed);
        if (isOpen) folded.delete(value);
        else folded.add(value);
        become(folded);
      },
      foldAll: (isOpen) => become(new Set(isOpen ? [] : groups.map((group) => group.value))),
    };
  }, [beside, closed, active, arrange]);

  const lines = useMemo(() => (grouped ? linesOf(grouped.lines, rows) : rows), [grouped, rows]);
  const row = lines.at(active);
  const line = grouped?.lines.at(active);
  const group = line?.kind === "head" ? grouped?.groups[line.group] : undefined;

  // The page of what is chosen may have been forgotten while others were looked at.
  const isMissing = row === undefined && group === undefined && active >= 0 && active < lines.total;
  useEffect(() => {
    if (isMissing) lines.want(active, active);
  }, [isMissing, lines, active]);

  const target: Target | undefined = row ? { kind: "credential", row } : grouped && group ? { kind: "group", by: grouped.by, group } : undefined;
  return { shown: rows.total, isKnown: rows.isKnown, lines, grouped, target };
}

/** Rows by line: only those that are seen are asked for, however many are folded away between them. */
function linesOf(lines: Lines, rows: Rows<CredentialRow>): Rows<CredentialRow> {
  const rowAt = (at: number) => {
    const line = lines.at(at);
    return line?.kind === "row" ? line.row : undefined;
  };
  return {
    total: lines.total,
    at(line) {
      const row = rowAt(line);
      return row === undefined ? undefined : rows.at(row);
    },
    want(from, to) {
      for (let line = from; line <= to; line += 1) {
        const row = rowAt(line);
        if (row !== undefined) rows.want(row, row);
      }
    },
  };
}
