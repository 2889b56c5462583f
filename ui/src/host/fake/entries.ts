import type { EntryDetail, EntryRow, Segment, TextPage } from "../wire";
import type { FakeCredential } from "./credentials";

const paths = ["/api/v1/sessions/me", "/oauth2/v1/authorize", "/app/acme/sso/saml", "/assets/main.4f1c.js", "/api/v1/users?limit=20", "/oauth2/v1/token", "/graphql", "/static/logo.svg", "/beta/me/messages", "/login/step-up"];
const mimes = ["application/json", "text/html; charset=utf-8", "text/html", "application/javascript", "application/json", "application/json", "application/json", "image/svg+xml", "application/json", "text/html"];
const statuses = [200, 302, 200, 200, 200, 200, 500, 304, 401, 0];
const hosts = ["acme-admin.okta.com", "login.microsoftonline.com", "app.acme.example"];

const plain = (text: string): Segment => ({ kind: "plain", text });

export function secret(credential: FakeCredential): Segment {
  return { kind: "secret", credential: credential.id, masked: credential.masked, kept: credential.choice.kind === "keep" };
}

/** What stands in the safe copy: the placeholder, or the value where it is kept. */
export function afterwards(credential: FakeCredential): Segment {
  return credential.choice.kind === "keep"
    ? secret(credential)
    : { kind: "placeholder", credential: credential.id, text: credential.placeholder };
}

export function hostOf(index: number): string {
  return hosts[index % 3] ?? "";
}

export function rowOf(index: number, credentials: FakeCredential[]): EntryRow {
  const at = index % paths.length;
  const path = paths[at] ?? "/";
  const inPath = at === 1 && credentials.length > 0 ? credentials[11 % credentials.length] : undefined;
  return {
    index,
    method: at === 5 || at === 6 || at === 2 ? "POST" : "GET",
    status: statuses[at] ?? 200,
    host: [plain(hostOf(index))],
    path: inPath ? [plain(`${path}?client_id=0oa1acme&code=`), secret(inPath), plain("&scope=openid")] : [plain(path)],
    mime: mimes[at] ?? "",
    sizeBytes: (at * 7919 * (index + 3)) % 240_000,
    startedMs: index * 95,
    timeMs: 30 + ((index * 37) % 900),
    credentials: credentials.length === 0 ? 0 : [2, 3, 1, 0, 1, 4, 2, 0, 1, 0][at] ?? 0,
  };
}

export function detailOf(index: number, credentials: FakeCredential[]): EntryDetail {
  const row = rowOf(index, credentials);
  const session = credentials[0];
  const token = credentials[1];
  const cookie: Segment[] = session ? [plain("sid="), secret(session), plain("; t=default; JSESSIONID="), secret(credentials[6] ?? session)] : [plain("t=default")];
  return {
    index,
    method: row.method,
    url: [plain(`https://${hostOf(index)}`), ...row.path],
    status: row.status,
    statusText: row.status === 200 ? "OK" : "",
    requestHeaders: [
      { name: "accept", value: [plain("application/json")] },
      ...(token ? [{ name: "authorization", value: [plain("Bearer "), secret(token)] }] : []),
      { name: "cookie", value: cookie },
      { name: "user-agent", value: [plain("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36")] },
      // What a hostile site could put in a header stays text.
      { name: "x-note", value: [plain("<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>")] },
    ],
    responseHeaders: [
      { name: "content-type", value: [plain(row.mime)] },
      { name: "x-okta-request-id", value: [plain("ZxQ3-invented-7d1f")] },
      { name: "cache-control", value: [plain("no-store")] },
    ],
    query: row.path.length > 1 ? [{ name: "client_id", value: [plain("0oa1acme")] }, { name: "code", value: row.path.slice(1, 2) }, { name: "scope", value: [plain("openid")] }] : [],
    requestBodyBytes: row.method === "POST" ? 214 : null,
    responseBodyBytes: row.status === 304 ? null : 61_000,
    timings: { blocked: 2.1, dns: 4.4, connect: 18.2, ssl: 11.9, send: 0.4, wait: row.timeMs * 0.7, receive: row.timeMs * 0.2 },
  };
}

const windowBytes = 16_384;
const bodyBytes = 61_000;

export function bodyOf(offset: number, credentials: FakeCredential[]): TextPage {
  const end = Math.min(bodyBytes, offset + windowBytes);
  const head = offset === 0 && credentials[1] && credentials[0]
    ? [plain('{\n  "status": "SUCCESS",\n  "token_type": "Bearer",\n  "id_token": "'), secret(credentials[1]), plain('",\n  "sessionToken": "'), secret(credentials[0]), plain('",\n  "user": { "department": "Facilities-4711" },\n')]
    : [];
  const lines = Array.from({ length: 120 }, (_, at) => `  "item_${offset + at}": { "name": "Printer ${offset + at}", "floor": ${(at % 9) + 1} },`);
  return { offset, total: bodyBytes, next: end < bodyBytes ? end : null, segments: [...head, plain(lines.join("\n"))] };
}
