import type { Choice, CredentialFilter, CredentialGroup, CredentialQuery, CredentialRow, Facet, Facets, Selection } from "../wire";
import type { FakeCredential } from "./credentials";

const severities = ["critical", "high", "medium", "low"];
const states = ["live", "cannot-expire", "unknown", "expired"];

function passes(credential: FakeCredential, filter: CredentialFilter): boolean {
  const words = `${credential.service} ${credential.label} ${credential.host ?? ""} ${credential.rule} ${credential.placeholder}`.toLowerCase();
  return (
    words.includes(filter.search.toLowerCase()) &&
    (filter.service === null || filter.service === credential.service) &&
    (filter.host === null || filter.host === (credential.host ?? "")) &&
    (filter.rule === null || filter.rule === credential.rule) &&
    (filter.class === null || filter.class === credential.class) &&
    (filter.state === null || filter.state === credential.life.state) &&
    (filter.kept === null || filter.kept === (credential.choice.kind === "keep"))
  );
}

type Key = (credential: FakeCredential) => string | number;

const sorts: Record<CredentialQuery["sort"], Key> = {
  severity: (each) => severities.indexOf(each.severity) * 10 + states.indexOf(each.life.state),
  service: (each) => each.service,
  host: (each) => each.host ?? "",
  rule: (each) => each.label,
  class: (each) => each.class,
  state: (each) => states.indexOf(each.life.state),
  places: (each) => -each.places,
  choice: (each) => (each.choice.kind === "keep" ? 0 : 1),
};

/** What the filter lets through, in order, the rows of one group beside each other. */
function ordered(credentials: FakeCredential[], query: CredentialQuery): FakeCredential[] {
  const key = sorts[query.sort];
  const found = credentials
    .filter((each) => passes(each, query.filter))
    .sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.id - b.id));
  if (query.reversed) found.reverse();
  const { group } = query;
  if (!group) return found;
  const ranks = new Map<string, number>();
  for (const each of found) if (!ranks.has(each[group] ?? "")) ranks.set(each[group] ?? "", ranks.size);
  const rank = (each: FakeCredential) => ranks.get(each[group] ?? "") ?? 0;
  return found.sort((a, b) => rank(a) - rank(b));
}

/** One page of what the filter lets through, without the values. */
export function pageOf(credentials: FakeCredential[], query: CredentialQuery): { total: number; rows: CredentialRow[] } {
  const found = ordered(credentials, query);
  const rows = found.slice(query.offset, query.offset + query.limit).map(({ value: _, ...row }) => row);
  return { total: found.length, rows };
}

/** The heads over the rows, in their order. */
export function groupsOf(credentials: FakeCredential[], query: CredentialQuery): CredentialGroup[] {
  const { group } = query;
  if (!group) return [];
  const heads = new Map<string, CredentialGroup>();
  for (const each of ordered(credentials, query)) {
    const value = each[group] ?? "";
    const head = heads.get(value) ?? { value, credentials: 0, places: 0, live: 0, expired: 0, cannotExpire: 0, unknown: 0, kept: 0 };
    head.credentials += 1;
    head.places += each.places;
    head.kept += each.choice.kind === "keep" ? 1 : 0;
    head[each.life.state === "cannot-expire" ? "cannotExpire" : each.life.state] += 1;
    heads.set(value, head);
  }
  return [...heads.values()];
}

export function facetsOf(credentials: FakeCredential[]): Facets {
  const counted = (key: (each: FakeCredential) => string | null): Facet[] => {
    const counts = new Map<string, number>();
    for (const each of credentials) {
      const value = key(each);
      if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
  };
  return { service: counted((each) => each.service), host: counted((each) => each.host), rule: counted((each) => each.rule), class: counted((each) => each.class) };
}

/** The same credentials with a decision for those that are selected. */
export function decided(credentials: FakeCredential[], selection: Selection, choice: Choice): FakeCredential[] {
  return credentials.map((each) => (isSelected(each, selection) ? { ...each, choice } : each));
}

function isSelected(credential: FakeCredential, selection: Selection): boolean {
  switch (selection.kind) {
    case "credentials":
      return selection.ids.includes(credential.id);
    case "facet":
      return credential[selection.facet] === selection.value;
    case "filtered":
      return passes(credential, selection.filter);
  }
}
