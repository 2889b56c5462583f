import { useEffect, useState, type ReactNode, type RefObject } from "react";

import { Action } from "../../components/Action";
import { Pick, type PickOption } from "../../components/Pick";
import { Search } from "../../components/Search";
import type { CaseView, CredentialFilter, Facet, FacetKind, Facets, LifeState } from "../../host/wire";
import { useSession } from "../../state/context";
import { everything, isNarrow } from "../../state/filter";
import { say } from "../../text/say";

interface CredentialFiltersProps {
  case: CaseView;
  filter: CredentialFilter;
  onChange: (filter: CredentialFilter) => void;
  search: RefObject<HTMLInputElement | null>;
  /** What stands beside the search. */
  children: ReactNode;
}

const any = "";
const states: LifeState[] = ["live", "cannot-expire", "unknown", "expired"];
const facetKinds: FacetKind[] = ["service", "host", "class", "rule"];

/** What to show of the credentials. */
export function CredentialFilters({ case: open, filter, onChange, search, children }: CredentialFiltersProps) {
  const { host } = useSession();
  const [facets, setFacets] = useState<Facets | null>(null);
  useEffect(() => {
    let isWanted = true;
    host.facets(open.id).then(
      (found) => isWanted && setFacets(found),
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [host, open.id, open.revision]);

  const stateOptions = [{ id: any, text: say("review.filter.any") }, ...states.map((id) => ({ id, text: say(`state.${id}`) }))];
  const choiceOptions = [
    { id: any, text: say("review.filter.any") },
    { id: "redact", text: say("review.filter.redacted") },
    { id: "keep", text: say("review.filter.kept") },
  ];
  return (
    <search className="filters">
      <div className="search-line">
        <Search label={say("review.search")} value={filter.search} onChange={(text) => onChange({ ...filter, search: text })} input={search} />
        {children}
      </div>
      <div className="picks">
        {facetKinds.map((kind) => (
          <Pick
            key={kind}
            isChip
            label={say(`review.filter.${kind}`)}
            options={facetOptions(facets?.[kind] ?? [])}
            value={filter[kind] ?? any}
            onChange={(id) => onChange({ ...filter, [kind]: id === any ? null : id })}
          />
        ))}
        <Pick
          isChip
          label={say("review.filter.state")}
          options={stateOptions}
          value={filter.state ?? any}
          onChange={(id) => onChange({ ...filter, state: id === any ? null : (id as LifeState) })}
        />
        <Pick
          isChip
          label={say("review.filter.choice")}
          options={choiceOptions}
          value={filter.kept === null ? any : filter.kept ? "keep" : "redact"}
          onChange={(id) => onChange({ ...filter, kept: id === any ? null : id === "keep" })}
        />
        {isNarrow(filter) && (
          <Action look="link" onPress={() => onChange(everything)}>
            {say("review.filter.clear")}
          </Action>
        )}
      </div>
    </search>
  );
}

function facetOptions(facets: Facet[]): PickOption[] {
  return [{ id: any, text: say("review.filter.any") }, ...facets.map((facet) => ({ id: facet.value, text: facet.value, count: facet.count, data: true }))];
}
