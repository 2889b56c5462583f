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
}

/** One of several. */
export function Pick({ label, options, value, onChange, unseenLabel = false }: PickProps) {
  return (
    <Select className="field" selectedKey={value} onSelectionChange={(key) => onChange(String(key))}>
      <Label className={unseenLabel ? "unseen" : "label"}>{label}</Label>
      <Button className="button pick-button">
        <SelectValue className="value">{({ selectedText }) => <span translate="no">{selectedText}</span>}</SelectValue>
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
