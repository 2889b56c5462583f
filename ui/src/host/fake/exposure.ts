import type { ExposedRow, ExposureState, ExposureView } from "../wire";
import type { FakeCredential } from "./credentials";

const states: Record<FakeCredential["life"]["state"], ExposureState> = {
  live: "live",
  "cannot-expire": "live",
  unknown: "unknown",
  expired: "expired",
};

function row(credential: FakeCredential): ExposedRow {
  return {
    id: `${credential.rule}-${credential.id + 1}`,
    service: credential.service,
    class: credential.class,
    masked: credential.masked,
    owner: credential.id % 3 === 0 ? "anna@… · acme" : null,
    privilege: credential.id === 0 ? "seen on an administration host" : null,
    state: states[credential.life.state],
    told: credential.life.state === "expired" ? "Expired on 21 November 2026, by its exp claim." : "Nothing tells when it ends. Assume that it works.",
    hunt: null,
    sentTo: credential.host ? [credential.host] : [],
    places: credential.places,
  };
}

/** The account of the scenario's file. */
export function exposureOf(files: string[], credentials: FakeCredential[], done: string[]): ExposureView {
  const rows = credentials.slice(0, 14).map(row);
  const task = (id: string, text: string, more: Partial<ExposureView["steps"][number]["tasks"][number]> = {}) => ({
    id, text, place: null, command: null, sideEffects: null, pivots: [], sameAs: null, credentials: [], ...more,
  });
  return {
    id: 1,
    files,
    isComplete: true,
    open: rows.filter((each) => each.state === "live" || each.state === "unknown").length,
    steps: [
      { title: "Have the file deleted", why: "Whoever can still read it undoes everything below.", tasks: [task("file.delete", "Ask the vendor to delete the file, its copies and its backups."), task("file.log", "Ask who opened it, and when: the access log, downloads included.")] },
      { title: "End the sign-in sessions", why: "They make new sessions at every application.", tasks: [task("sign-in.okta", "End all Okta sessions of anna@acme.example.", { place: "Directory › People › anna@acme.example › More actions › Clear user sessions", command: "DELETE /api/v1/users/{userId}/sessions?oauthTokens=true", sideEffects: "Signs her out everywhere.", credentials: ["okta-session-1"] })] },
      { title: "Look for use", why: "What was used before it was ended has to be known.", tasks: [task("hunt.okta", "Search the Okta system log from 22 November 2026, 04:10 on.", { pivots: [{ name: "externalSessionId", value: "idx-invented" }] })] },
    ],
    credentials: rows,
    done,
  };
}
