import type { CaseView, CheckId, CheckView, Phase, Progress, SafeCopy, Verification } from "../wire";
import type { FakeCredential } from "./credentials";
import type { Scenario } from "./scenarios";

const checkIds: CheckId[] = ["absent", "untouched", "readable", "consistent", "silent", "complete"];
const phases: Phase[] = ["reading", "finding", "finding", "echoes", "writing", "verifying"];
const stepCount = 24;
/** As in Rust. */
const mostNamed = 40;

/** The messages of a job before its last one. */
export function scanSteps(credentials: FakeCredential[]): { kind: "progress"; progress: Progress }[] {
  const places = credentials.reduce((sum, each) => sum + each.places, 0);
  return Array.from({ length: stepCount }, (_, at) => {
    const fraction = (at + 1) / (stepCount + 1);
    const named = (step: number) => Math.min(mostNamed, Math.floor((credentials.length * step) / (stepCount + 1)));
    return {
      kind: "progress",
      progress: {
        phase: phases[Math.floor(fraction * 4)] ?? "finding",
        fraction,
        bytesPerSecond: 214_000_000,
        credentials: Math.floor(credentials.length * fraction),
        places: Math.floor(places * fraction),
        found: credentials.slice(named(at), named(at + 1)).map(({ service, label, host, masked }) => ({ service, label, host, masked })),
      },
    };
  });
}

function allPassed(isComplete: boolean): CheckView[] {
  return checkIds.map((id) => ({ id, passed: id === "complete" ? isComplete : true, detail: id === "complete" && !isComplete ? "2 parts were not read" : "" }));
}

/** What the safe copy of a file is called. */
export function outputName(name: string): string {
  return name.replace(/(\.\w+)$/, ".scrubbed$1");
}

export function exportCopy(open: CaseView, made: Scenario): SafeCopy {
  const verdict = made.verdict ?? "clean";
  return {
    files: open.files.map((file) => ({
      name: outputName(file.name),
      bytes: file.bytes - 20_113,
      verdict,
      checks: allPassed(verdict === "clean"),
    })),
    requests: open.files[0]?.requests ?? null,
    values: 103_000,
    valuesKept: 102_588,
    areLines: false,
    replaced: open.counts.credentials - open.counts.kept,
    kept: open.counts.kept,
    look: open.counts.look,
    signOut: open.counts.credentials > 0 ? [{ host: "acme-admin.okta.com", sessions: 9 }] : [],
  };
}

export function verification(made: Scenario, hasReport: boolean, hasOriginal: boolean): Verification {
  const how = made.verifies ?? "clean";
  const checks = allPassed(how !== "incomplete").map((check) => {
    const needsOriginal = check.id === "absent" || check.id === "untouched" || check.id === "consistent";
    if (how === "failed" && check.id === "silent") return { ...check, passed: false, detail: "github-pat in log.entries[7].request.headers.authorization" };
    return needsOriginal && !hasOriginal ? { ...check, passed: null } : check;
  });
  return {
    name: "acme-login.scrubbed.har",
    bytes: 18_190_000,
    report: hasReport ? "acme-login.scrubbed.report.json" : null,
    verdict: how === "failed" ? "failed" : how === "incomplete" ? "incomplete" : "clean",
    checks,
    matchesReport: hasReport ? how !== "changed" : null,
    credentials: how === "failed" ? 1 : 0,
    placeholders: 14,
    look: 3,
  };
}
