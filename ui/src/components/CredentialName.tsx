interface CredentialNameProps {
  /** The service, or the host where no service is known; nothing where a head says it. */
  service: string | null;
  label: string;
}

/** What a credential is called: however long its service is, what it is stays in sight. */
export function CredentialName({ service, label }: CredentialNameProps) {
  return (
    <span className="credential-name" translate="no">
      {service !== null && (
        <bdi className="clip" title={service}>
          {service}
        </bdi>
      )}{" "}
      <bdi className={service === null ? "clip" : "clip quiet"}>{label}</bdi>
    </span>
  );
}
