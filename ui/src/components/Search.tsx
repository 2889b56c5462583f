import { Input, SearchField } from "react-aria-components";
import { type RefObject } from "react";

import { Icon } from "./Icon";

interface SearchProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  input?: RefObject<HTMLInputElement | null>;
}

/** A field to search in a list. */
export function Search({ label, value, onChange, input }: SearchProps) {
  return (
    <SearchField aria-label={label} value={value} onChange={onChange} className="search">
      <Icon name="search" />
      <Input className="input" placeholder={label} {...(input ? { ref: input } : {})} data-search spellCheck={false} autoComplete="off" />
    </SearchField>
  );
}
