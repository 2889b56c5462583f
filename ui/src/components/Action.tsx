import { Button, type ButtonProps } from "react-aria-components";
import type { ReactNode, Ref } from "react";

import { Icon, type IconName } from "./Icon";

interface ActionProps extends Omit<ButtonProps, "className" | "children"> {
  look?: "plain" | "primary" | "bare" | "link";
  icon?: IconName;
  children?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

/** A button with a word on it, or with an icon and an `aria-label`. */
export function Action({ look = "plain", icon, children, ...rest }: ActionProps) {
  const onlyIcon = children === undefined ? " icon-only" : "";
  return (
    <Button {...rest} className={`button ${look}${onlyIcon}`}>
      {icon && <Icon name={icon} />}
      {children}
    </Button>
  );
}
