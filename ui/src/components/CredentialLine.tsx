import type { ReactNode } from "react";

import { Data } from "../text/say";
import { CredentialName } from "./CredentialName";

interface CredentialLineProps {
  service: string;
  label: string;
  /** Nothing where it is not known. */
  host: string | null;
  children: ReactNode;
}

/** A credential on one line of a list: what it is, where it was sent, and what else is said of it. */
export function CredentialLine({ service, label, host, children }: CredentialLineProps) {
  return (
    <li>
      <span className="what clip">
        <CredentialName service={service} label={label} />
      </span>
      <span className="where clip quiet">
        <Data>{host}</Data>
      </span>
      {children}
    </li>
  );
}
