import type { Choice, CredentialRow, LifeState, Severity } from "../wire";

/** What the fake host knows of a credential: the row and, as Rust does, the value that the screens never get unasked. */
export interface FakeCredential extends CredentialRow {
  value: string;
}

type Kind = [service: string, label: string, rule: string, type: string, severity: Severity, host: string, head: string, length: number, state: LifeState, seconds: number | null, places: number];

// Invented, every one of them.
const story: Kind[] = [
  ["Okta", "session cookie", "okta-session", "session", "critical", "acme-admin.okta.com", "102a", 312, "live", 3480, 214],
  ["Okta", "identity token", "okta-id-token", "access", "high", "acme-admin.okta.com", "eyJr", 1184, "live", 3300, 46],
  ["Microsoft Entra", "refresh token", "entra-refresh-token", "refresh", "critical", "login.microsoftonline.com", "0.AX", 1392, "live", 7_700_000, 2],
  ["Microsoft Entra", "access token", "entra-access-token", "access", "high", "graph.microsoft.com", "eyJ0", 2210, "live", 4020, 61],
  ["Microsoft Entra", "persistent session", "entra-estsauth", "session", "critical", "login.microsoftonline.com", "1.AX", 644, "live", null, 18],
  ["GitHub", "personal access token", "github-pat", "api-key", "critical", "api.github.com", "ghp_", 40, "cannot-expire", null, 3],
  ["Acme", "app session", "unknown-cookie", "session", "high", "app.acme.example", "s%3A", 96, "unknown", null, 33],
  ["Acme", "cross-site token", "csrf-header", "csrf", "low", "app.acme.example", "f7Qa", 64, "live", 1500, 12],
  ["Acme", "password in a form", "password-field", "password", "critical", "app.acme.example", "", 11, "cannot-expire", null, 2],
  ["Amazon S3", "presigned address", "aws-presigned", "presigned", "medium", "acme-files.s3.amazonaws.com", "9c1d", 64, "live", 420, 5],
  ["SAML", "assertion signature", "saml-signature", "signature", "high", "acme-admin.okta.com", "Qm9n", 344, "live", 260, 4],
  ["Okta", "one-time code", "oauth-code", "one-time", "medium", "acme-admin.okta.com", "Xp3v", 43, "expired", 2900, 6],
  ["Okta", "state token", "okta-state-token", "one-time", "medium", "acme-admin.okta.com", "eyJ6", 780, "expired", 3100, 4],
  ["Okta", "nonce", "oauth-nonce", "one-time", "low", "acme-admin.okta.com", "b64r", 32, "expired", 3100, 2],
];

const letters = "ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789";

function letterAt(seed: number): string {
  return letters[(seed * 7919 + 13) % letters.length] ?? "x";
}

function valueOf(head: string, length: number, seed: number): string {
  let value = head;
  for (let at = head.length; at < length; at += 1) value += letterAt(seed + at * 31);
  return value;
}

function made(kind: Kind, id: number): FakeCredential {
  const [service, label, rule, type, severity, host, head, length, state, seconds, places] = kind;
  const choice: Choice = { kind: "redact" };
  const tail = (((id + 11) * 2654435761) >>> 0).toString(16).padStart(8, "0").slice(0, 6);
  return {
    id, service, label, rule, class: type, severity, host, places, choice,
    masked: { head, length },
    life: { state, seconds },
    placeholder: `REDACTED-${rule}-${tail}`,
    value: valueOf(head, length, id),
  };
}

/** The fourteen of the story that most screens tell. */
export function storyCredentials(): FakeCredential[] {
  return story.map(made);
}

/** As many as asked for, all different. */
export function manyCredentials(count: number): FakeCredential[] {
  return Array.from({ length: count }, (_, id) => {
    const kind = story[id % story.length] ?? story[0];
    if (!kind) throw new Error("the story is empty");
    const credential = made(kind, id);
    return { ...credential, host: `tenant-${id % 40}.${kind[5]}`, masked: { ...credential.masked, head: valueOf("", 4, id) } };
  });
}
