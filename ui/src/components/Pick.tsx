import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from "react-aria-components";

import { Icon } from "./Icon";

export interface PickOption {
  id: string;
  text: string;
  /** Whether the text comes from a file and is not ours. */
  data?: boolean;
  count?: number;
}

interface PickProps {
  label: string;
  options: PickOption[];
  value: string;
  onChange: (id: string) => void;
  /** The label only for those who cannot see that it stands beside something that says it. */
  unseenLabel?: boolean;
  /** A narrow one that wears its label until something is chosen; the first option chooses nothing. */
  isChip?: boolean;
}

/** One of several. */
export function Pick({ label, options, value, onChange, unseenLabel = false, isChip = false }: PickProps) {
  const isChosen = value !== options[0]?.id;
  return (
    <Select className={isChip ? "field chip" : "field"} selectedKey={value} onSelectionChange={(key) => onChange(String(key))}>
      <Label className={unseenLabel || isChip ? "unseen" : "label"}>{label}</Label>
      <Button className="button pick-button" data-chosen={(isChip && isChosen) || undefined}>
        <SelectValue className="value">{({ selectedText }) => (isChip && !isChosen ? <Unchosen label={label} text={selectedText} /> : <span translate="no">{selectedText}</span>)}</SelectValue>
        <Icon name="down" />
      </Button>
      <Popover className="popover">
        <ListBox className="list-box" items={options}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.text} className="list-box-item">
              <Icon name="check" />
              <span className="clip" {...(option.data ? { translate: "no" } : {})}>
                {option.text}
              </span>
              {option.count !== undefined && (
                <span className="meta push" translate="no">
                  {option.count}
                </span>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}

/** The label, for those who see it; those who listen hear it anyway, and what it is set to. */
function Unchosen({ label, text }: { label: string; text: string }) {
  return (
    <>
      <span aria-hidden="true">{label}</span>
      <span className="unseen">{text}</span>
    </>
  );
}
