import { setPseudoLocale } from "../text/say";
import { storyCredentials, type FakeCredential } from "./fake/credentials";
import { exposureOf } from "./fake/exposure";
import { afterwards, bodyOf, detailOf, hostOf, rowOf, secret } from "./fake/entries";
import { exportCopy, outputName, scanSteps, verification } from "./fake/jobs";
import { scenario, viewOf } from "./fake/scenarios";
import { decided, facetsOf, groupsOf, pageOf } from "./fake/table";
import type { Host } from "./host";
import type { AppEvent, AppInfo, Decoded, Segment, Settings, Trouble, TroubleCode } from "./wire";

/** What a test may do to the fake beyond what the screens can. */
export interface FakeHost extends Host {
  /** As if something had been dropped, chosen or handed over. */
  tell: (event: AppEvent) => void;
  /** As if the scenario's files had been dropped. */
  drop: () => void;
  /** Values that must not be in the page unless somebody reveals them. */
  values: () => string[];
  calls: string[];
}

export interface FakeOptions {
  scenario: string;
  /** Between two messages of a job. */
  stepMs: number;
}

const plain = (text: string): Segment => ({ kind: "plain", text });

function trouble(code: TroubleCode, file: string | null = null, detail: string | null = null): Trouble {
  return { code, file, detail };
}

/** A host without Rust, so that every screen and state runs in a browser and in tests. */
export function fakeHost({ scenario: name, stepMs }: FakeOptions): FakeHost {
  const made = scenario(name);
  const listeners = new Set<(event: AppEvent) => void>();
  const cancelled = new Set<number>();
  const calls: string[] = [];
  let jobs = 0;
  let revision = 0;
  let credentials: FakeCredential[] = made.credentials;
  let past: FakeCredential[][] = [];
  let future: FakeCredential[][] = [];
  let done: string[] = [];
  const exposed = () => exposureOf(made.files.map((file) => file.name), credentials, done);
  let settings: Settings = { profile: "support", personal: false, theme: "system", zoom: 100, group: null, policy: null, rules: [], key: null, shortcuts: {} };

  const view = () => viewOf({ ...made, credentials }, revision, past.length > 0, future.length > 0);
  const find = (id: number) => {
    const found = credentials.find((each) => each.id === id);
    if (!found) throw trouble("gone");
    return found;
  };
  function change(next: FakeCredential[]) {
    past = [...past, credentials];
    future = [];
    credentials = next;
    revision += 1;
    return view();
  }
  const requests = made.files[0]?.requests ?? 0;

  /** Runs the steps of a job one by one until it ends or is cancelled. */
  function run<Event>(steps: Event[], last: Event, stopped: Event, on: (event: Event) => void, halt = 1): number {
    jobs += 1;
    const job = jobs;
    const all = steps.slice(0, Math.ceil(steps.length * halt));
    let at = 0;
    const timer = setInterval(() => {
      const step = all[at];
      at += 1;
      if (cancelled.has(job)) on(stopped);
      else if (step !== undefined) return on(step);
      else if (halt < 1) return;
      else on(last);
      clearInterval(timer);
    }, stepMs);
    return job;
  }

  const host: FakeHost = {
    calls,
    values: () => credentials.map((each) => each.value),
    tell: (event) => listeners.forEach((on) => on(event)),
    drop: () => host.tell({ kind: "opened", sources: made.sources, refused: [] }),
    async listen(on) {
      listeners.add(on);
    },
    async info(): Promise<AppInfo> {
      return { version: "0.1.0", platform: "linux", rules: 640, rulesVersion: "2026.11", settings };
    },
    async chooseFiles() {
      calls.push("chooseFiles");
      host.drop();
    },
    async forgetSource() {},
    async scan(_sources, on) {
      const failed = { kind: "failed" as const, trouble: trouble("cancelled") };
      const last = made.scanFails
        ? { kind: "failed" as const, trouble: trouble(made.scanFails, made.files[0]?.name ?? null) }
        : { kind: "done" as const, case: view() };
      return run(scanSteps(credentials), last, failed, on, made.halt);
    },
    async exportCase(_caseId, place, on) {
      calls.push(`exportCase ${place}`);
      const stopped = { kind: "failed" as const, trouble: trouble("cancelled"), checks: [] };
      // Another folder has room and takes files.
      const fails = place === "choose" && made.exportFails !== "verification-failed" ? undefined : made.exportFails;
      const first = made.files[0]?.name ?? "";
      const last = fails
        ? { kind: "failed" as const, trouble: trouble(fails, fails === "already-there" ? outputName(first) : first), checks: made.failedChecks ?? [] }
        : { kind: "done" as const, copy: exportCopy(view(), made) };
      return run(scanSteps(credentials).slice(-4), last, stopped, on);
    },
    async verify(_output, report, original, on) {
      const last = { kind: "done" as const, verification: verification(made, report !== null, original !== null) };
      return run(scanSteps([]).slice(-4), last, { kind: "failed", trouble: trouble("cancelled") }, on);
    },
    async cancel(job) {
      cancelled.add(job);
    },
    async reopen() {
      calls.push("reopen");
      return made.sources;
    },
    async closeCase() {
      calls.push("closeCase");
    },
    credentials: async (_caseId, query) => pageOf(credentials, query),
    credentialGroups: async (_caseId, query) => groupsOf(credentials, query),
    facets: async () => facetsOf(credentials),
    async places(_caseId, id, offset, limit) {
      const credential = find(id);
      const rows = Array.from({ length: Math.max(0, Math.min(limit, credential.places - offset)) }, (_, at) => {
        const index = offset + at;
        const entry = requests > 0 ? (index * 7) % requests : null;
        const inBody = index % 5 === 4;
        return {
          index,
          file: 0,
          path: entry === null ? `line ${index * 3 + 1}` : `log.entries[${entry}].${inBody ? "response.content.text" : "request.headers.cookie.sid"}`,
          layers: inBody ? ["json-string", "base64", "json-string"] : ["json-string"],
          kind: index === 0 ? ("finding" as const) : ("echo" as const),
          entry,
        };
      });
      return { total: credential.places, rows };
    },
    async context(_caseId, id, place) {
      const credential = find(id);
      const neighbour = credentials[(id + 1) % credentials.length] ?? credential;
      const around = [plain(`"name": "${place % 2 === 0 ? "cookie" : "set-cookie"}",\n"value": "t=default; sid=`), plain("; xids="), plain('; path=/"')] as const;
      return {
        before: [around[0], secret(credential), around[1], secret(neighbour), around[2]],
        after: [around[0], afterwards(credential), around[1], afterwards(neighbour), around[2]],
      };
    },
    async decoded(_caseId, id): Promise<Decoded> {
      const credential = find(id);
      if (credential.masked.head.startsWith("eyJ")) {
        const claim = (key: string, value: Segment, time: number | null = null) => ({ name: key, value: [value], time });
        return {
          kind: "jwt",
          header: [claim("alg", plain("RS256")), claim("kid", plain("acme-2026-1"))],
          claims: [claim("iss", plain("https://acme-admin.okta.com")), claim("aud", plain("0oa1acme")), claim("exp", plain("1795323900"), 1_795_323_900), claim("sub", afterwards(credential)), claim("amr", plain("mfa, pwd"))],
        };
      }
      if (credential.service === "SAML") {
        return { kind: "saml", fields: [{ name: "Issuer", value: [plain("http://www.okta.com/exk1acme")], time: null }, { name: "NotOnOrAfter", value: [plain("2026-11-22T04:10:00Z")], time: 1_795_320_600 }, { name: "NameID", value: [afterwards(credential)], time: null }] };
      }
      if (credential.masked.head === "b64r") return { kind: "base64", text: [plain('{"n":"invented-nonce"}')] };
      return { kind: "opaque" };
    },
    async reveal(_caseId, id) {
      calls.push(`reveal ${id}`);
      return { text: find(id).value.slice(0, 2048), cut: find(id).value.length > 2048 };
    },
    async looks(_caseId, offset, limit) {
      const rows = made.looks.slice(offset, offset + limit).map((look, at) => ({ ...look, file: 0, entry: requests > 0 ? 31 + at : null }));
      return { total: made.looks.length, rows };
    },
    async entries(_caseId, query) {
      const matches = (index: number) => {
        const row = rowOf(index, credentials);
        const words = `${row.method} ${hostOf(index)} ${row.path.map((part) => (part.kind === "plain" ? part.text : "")).join("")}`;
        return words.toLowerCase().includes(query.search.toLowerCase()) && (!query.withCredentials || row.credentials > 0);
      };
      const all = Array.from({ length: requests }, (_, index) => index).filter(matches);
      if (query.sort === "time") all.sort((a, b) => rowOf(b, []).timeMs - rowOf(a, []).timeMs);
      if (query.reversed) all.reverse();
      return { total: all.length, spanMs: requests * 95 + 900, rows: all.slice(query.offset, query.offset + query.limit).map((index) => rowOf(index, credentials)) };
    },
    entry: async (_caseId, _file, index) => detailOf(index, credentials),
    body: async (_caseId, _file, _index, _part, offset) => bodyOf(offset, credentials),
    decide: async (_caseId, selection, choice) => change(decided(credentials, selection, choice)),
    async redactText(_caseId, text) {
      calls.push("redactText");
      if (text.includes("nowhere")) return view();
      const [like] = storyCredentials();
      if (!like) throw trouble("internal");
      const id = credentials.length;
      return change([...credentials, { ...like, id, service: "Chosen by you", label: "selected text", rule: "chosen", class: "api-key", value: text, masked: { head: text.slice(0, 2), length: text.length }, life: { state: "unknown", seconds: null }, places: 3, placeholder: `REDACTED-chosen-${id.toString(16).padStart(6, "0")}` }]);
    },
    async undo() {
      const last = past[past.length - 1];
      if (!last) return view();
      future = [...future, credentials];
      past = past.slice(0, -1);
      credentials = last;
      revision += 1;
      return view();
    },
    async redo() {
      const next = future[future.length - 1];
      if (!next) return view();
      past = [...past, credentials];
      future = future.slice(0, -1);
      credentials = next;
      revision += 1;
      return view();
    },
    ticketNote: async () => `${made.files[0]?.name ?? ""}: ${credentials.length} credentials replaced; verified, 6 of 6 checks.`,
    async expose(_sources, on) {
      const last = { kind: "done" as const, exposure: exposed() };
      return run(scanSteps(credentials), last, { kind: "failed", trouble: trouble("cancelled") }, on, made.halt);
    },
    async tick(_exposure, task, isDone) {
      calls.push(`tick ${task} ${isDone}`);
      done = isDone ? [...done, task] : done.filter((each) => each !== task);
      return exposed();
    },
    exposureNote: async () => "Sent by mistake: acme-login.har",
    async saveExposure(_exposure, form) {
      calls.push(`saveExposure ${form}`);
      return `acme-login.exposure.${form}`;
    },
    async closeExposure() {
      calls.push("closeExposure");
    },
    async showInFolder(_caseId, file) {
      calls.push(`showInFolder ${file}`);
    },
    async openReport(_caseId, file) {
      calls.push(`openReport ${file}`);
    },
    async dragOut(_caseId, file) {
      calls.push(`dragOut ${file}`);
    },
    async saveSettings(next) {
      settings = next;
      calls.push(`zoom ${next.zoom}`);
      return settings;
    },
    async chooseSettingsFile(which) {
      settings = which === "rules" ? { ...settings, rules: ["acme-rules.toml"] } : { ...settings, [which]: which === "key" ? "team.key" : "scrubjay.toml" };
      return settings;
    },
    async clearSettingsFile(which) {
      settings = { ...settings, [which]: which === "rules" ? [] : null };
      return settings;
    },
  };
  return host;
}

/** The fake that the address asks for: `?scenario=truncated&locale=pseudo`. */
export function fakeHostFromAddress(): FakeHost {
  const asked = new URLSearchParams(location.search);
  setPseudoLocale(asked.get("locale") === "pseudo");
  const host = fakeHost({ scenario: asked.get("scenario") ?? "story", stepMs: Number(asked.get("step") ?? 40) });
  Object.assign(window, { fake: host });
  return host;
}
