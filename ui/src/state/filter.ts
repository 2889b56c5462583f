import type { CredentialFilter } from "../host/wire";

/** The filter that lets everything through. */
export const everything: CredentialFilter = {
  search: "",
  service: null,
  host: null,
  rule: null,
  class: null,
  state: null,
  kept: null,
};

/** Whether a filter holds anything back. */
export function isNarrow(filter: CredentialFilter): boolean {
  return Object.entries(filter).some(([name, value]) => (name === "search" ? value !== "" : value !== null));
}
