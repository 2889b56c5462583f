import type { CaseView, CheckView, FileView, Headline, LookReason, SourceView, TroubleCode } from "../wire";
import { manyCredentials, storyCredentials, type FakeCredential } from "./credentials";

/** What a scenario makes of the files it is given. */
export interface Scenario {
  sources: SourceView[];
  files: FileView[];
  headline: Headline;
  credentials: FakeCredential[];
  looks: { reason: LookReason; path: string; detail: string; length: number | null }[];
  /** Whether strings to look at are only known with the safe copy. */
  looksLater?: boolean;
  /** Where the scan stops for good, from 0 to 1. */
  halt?: number;
  scanFails?: TroubleCode;
  exportFails?: TroubleCode;
  failedChecks?: CheckView[];
  verdict?: "clean" | "incomplete";
  verifies?: "clean" | "changed" | "failed" | "incomplete";
}

const acme: FileView = { name: "acme-login.har", bytes: 18_212_004, format: "HAR", requests: 412, hosts: 3, layers: 1893, notes: [] };

export const usualLooks: Scenario["looks"] = [
  { reason: "looks-random", path: "log.entries[31].response.content.text.build.fingerprint", detail: "mixed letters and digits", length: 40 },
  { reason: "looks-random", path: "log.entries[88].request.headers.x-acme-trace-key", detail: "mixed letters and digits", length: 22 },
  { reason: "looks-random", path: "log.entries[207].request.queryString.blob", detail: "base64 of unknown bytes", length: 128 },
];

const longHost = `${"a-tenant-with-a-long-name.".repeat(4)}acme-admin.okta.com`;

const longestHost = `${"a".repeat(63)}.${"b".repeat(63)}.${"c".repeat(63)}.${"d".repeat(53)}.example`;

const logIn: Headline = { kind: "logIn", who: "anna@…", host: "acme-admin.okta.com", secondsLeft: 3480, more: 2 };

function base(): Scenario {
  return {
    sources: [{ id: 1, name: acme.name, bytes: acme.bytes, kind: "document" }],
    files: [acme],
    headline: logIn,
    credentials: storyCredentials(),
    looks: usualLooks,
  };
}

function named(name: string, bytes: number, change: Partial<FileView>): Pick<Scenario, "sources" | "files"> {
  return { sources: [{ id: 1, name, bytes, kind: "document" }], files: [{ ...acme, name, bytes, ...change }] };
}

const failedChecks: CheckView[] = [
  { id: "absent", passed: false, detail: "okta-session is in log.entries[12].response.content.text › base64 › json-string" },
  { id: "untouched", passed: true, detail: "" },
  { id: "readable", passed: true, detail: "" },
  { id: "consistent", passed: true, detail: "" },
  { id: "silent", passed: false, detail: "1 finding of okta-session in log.entries[12]" },
  { id: "complete", passed: true, detail: "" },
];

const makers = {
  story: base,
  scanning: () => ({ ...base(), halt: 0.43 }),
  bundle: () => ({
    ...base(),
    sources: [
      { id: 1, name: "acme-login.har", bytes: 18_212_004, kind: "document" as const },
      { id: 2, name: "console.log", bytes: 81_300, kind: "document" as const },
    ],
    files: [acme, { ...acme, name: "console.log", bytes: 81_300, format: "log", requests: null, hosts: 1, layers: 12, notes: [{ kind: "not-har" as const }] }],
  }),
  truncated: () => ({ ...base(), ...named("burp-export.har", 9_400_112, { notes: [{ kind: "truncated" }] }) }),
  "not-har": () => ({ ...base(), ...named("server.log", 412_000, { format: "log", requests: null, notes: [{ kind: "not-har" }] }), credentials: storyCredentials().slice(5, 7), headline: { kind: "access" as const, service: "GitHub", more: 1 } }),
  unread: () => ({ ...base(), ...named("upload-form.har", 3_120_400, { notes: [{ kind: "unread", parts: 2 }] }), verdict: "incomplete" as const, looks: [...usualLooks, { reason: "unread" as const, path: "log.entries[5].request.postData", detail: "encrypted archive", length: null }, { reason: "unread" as const, path: "log.entries[9].response.content", detail: "too deep", length: null }] }),
  encrypted: () => ({ ...base(), ...named("support-bundle.zip", 2_000_400, {}), scanFails: "encrypted" as const }),
  unknown: () => ({ ...base(), ...named("holiday.jpg", 2_000_400, {}), scanFails: "unknown-format" as const }),
  already: () => ({ ...base(), ...named("acme-login.scrubbed.har", 18_190_000, { notes: [{ kind: "already-scrubbed", placeholders: 14 }] }), credentials: [], looks: [], headline: { kind: "alreadyScrubbed" as const } }),
  nothing: () => ({ ...base(), ...named("static-site.har", 640_000, { requests: 31, hosts: 1, layers: 64 }), credentials: [], looks: [], headline: { kind: "nothing" as const } }),
  expired: () => ({ ...base(), credentials: storyCredentials().slice(11), headline: { kind: "expired" as const } }),
  thousands: () => ({ ...base(), ...named("month-of-support.har", 503_000_000, { requests: 41_200, hosts: 40, layers: 190_000 }), credentials: manyCredentials(5200) }),
  long: () => ({
    ...base(),
    ...named(`${"a-recording-of-everything-that-went-wrong-on-".repeat(3)}friday-the-13th.har`, 18_212_004, { notes: [{ kind: "truncated" }] }),
    headline: { kind: "logIn" as const, who: `${"anna.maria.".repeat(6)}lindqvist@…`, host: longHost, secondsLeft: 3480, more: 2 },
    credentials: storyCredentials().map((credential) => ({ ...credential, host: longHost, service: `${credential.service} ${"of the northern subsidiary ".repeat(3)}`, label: `${credential.label} for ${"internal tools and ".repeat(3)}reports`, placeholder: `REDACTED-${"a-rule-with-a-long-name-".repeat(4)}cc623a` })),
    looks: usualLooks.map((look) => ({ ...look, path: `${look.path}${".deeply.nested.value".repeat(8)}`, detail: `${look.detail}, ${"and then some ".repeat(6)}` })),
  }),
  // Names that are written from right to left, and a host as long as hosts may be.
  foreign: () => ({
    ...base(),
    ...named("تسجيل الدخول (1).har", 18_212_004, {}),
    headline: { kind: "logIn" as const, who: "מרים@…", host: longestHost, secondsLeft: null, more: 1 },
    credentials: storyCredentials().map((credential, at) => ({ ...credential, host: at % 2 === 0 ? longestHost : "بوابة.acme.example", service: at % 2 === 0 ? longestHost : "بوابة العملاء", label: at % 3 === 0 ? "עוגיית הפעלה" : credential.label })),
  }),
  "scanning-thousands": () => ({ ...base(), ...named("month-of-support.har", 503_000_000, {}), credentials: manyCredentials(5200), halt: 0.43 }),
  large: () => ({ ...base(), ...named("week-of-support.har", 241_000_000, {}), looks: [], looksLater: true }),
  "disk-full": () => ({ ...base(), exportFails: "disk-full" as const }),
  "read-only": () => ({ ...base(), exportFails: "folder-read-only" as const }),
  "already-there": () => ({ ...base(), exportFails: "already-there" as const }),
  changed: () => ({ ...base(), exportFails: "file-changed" as const }),
  "verification-failed": () => ({ ...base(), exportFails: "verification-failed" as const, failedChecks }),
  "verify-changed": () => ({ ...base(), verifies: "changed" as const }),
  "verify-failed": () => ({ ...base(), verifies: "failed" as const }),
  "verify-incomplete": () => ({ ...base(), verifies: "incomplete" as const }),
} satisfies Record<string, () => Scenario>;

export type ScenarioName = keyof typeof makers;

export function scenario(name: string): Scenario {
  const maker = name in makers ? makers[name as ScenarioName] : base;
  return maker();
}

/** The figures of a case, counted as Rust counts them. */
export function viewOf(made: Scenario, revision: number, canUndo: boolean, canRedo: boolean): CaseView {
  const count = (state: string) => made.credentials.filter((credential) => credential.life.state === state).length;
  return {
    id: 1,
    revision,
    files: made.files,
    headline: made.headline,
    counts: {
      credentials: made.credentials.length,
      places: made.credentials.reduce((sum, credential) => sum + credential.places, 0),
      live: count("live"),
      expired: count("expired"),
      cannotExpire: count("cannot-expire"),
      unknown: count("unknown"),
      kept: made.credentials.filter((credential) => credential.choice.kind === "keep").length,
      look: made.looks.length,
      lookLater: made.looksLater ?? false,
    },
    canUndo,
    canRedo,
  };
}
