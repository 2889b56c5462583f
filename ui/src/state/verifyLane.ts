import { troubleOf } from "../host/host";
import type { SourceView, Verification, VerifyEvent } from "../host/wire";
import { troubleWords } from "../text/figures";
import { say } from "../text/say";
import type { VerifyFiles } from "./model";
import type { Desk } from "./session";

export interface VerifyLane {
  take: (sources: SourceView[]) => void;
  remove: (which: keyof VerifyFiles) => void;
  start: () => Promise<void>;
  cancel: () => void;
  again: () => void;
}

/** What the check of a file came to, in a sentence: the worst of it, and good news only where there is nothing else. */
export function resultWord({ verdict, matchesReport }: Verification) {
  if (verdict === "failed") return "verify.failed";
  if (matchesReport === false) return "verify.changed";
  return verdict === "incomplete" ? "verify.incomplete" : "verify.clean";
}

/** Checking a safe copy, with its report or its original where they are there. */
export function verifyLane({ host, store, patch, speak }: Desk): VerifyLane {
  let current = 0;

  function hear(run: number, event: VerifyEvent) {
    if (run !== current) return;
    if (event.kind === "progress") {
      const { progress } = event;
      store.set((model) => (model.verify.at === "running" ? { ...model, verify: { ...model.verify, progress } } : model));
    } else if (event.kind === "failed") {
      speak(troubleWords(event.trouble).what);
      patch({ verify: event.trouble.code === "cancelled" ? { at: "ready" } : { at: "failed", trouble: event.trouble } });
    } else {
      const { verification } = event;
      speak(say(resultWord(verification), { name: verification.name }));
      patch({ verify: { at: "result", verification } });
    }
  }

  return {
    take(sources) {
      const files = { ...store.get().verifyFiles };
      for (const source of sources) {
        if (source.kind === "report") files.report = source;
        else if (files.output === null) files.output = source;
        else files.original = source;
      }
      patch({ verify: { at: "ready" }, verifyFiles: files });
    },
    remove(which) {
      const source = store.get().verifyFiles[which];
      if (source) void host.forgetSource(source.id).catch(() => undefined);
      store.set((model) => ({ ...model, verifyFiles: { ...model.verifyFiles, [which]: null } }));
    },
    async start() {
      const { output, report, original } = store.get().verifyFiles;
      if (!output) return;
      current += 1;
      const run = current;
      patch({ verify: { at: "running", job: null, name: output.name, progress: null } });
      try {
        const job = await host.verify(output.id, report?.id ?? null, original?.id ?? null, (event) => hear(run, event));
        store.set((model) => (model.verify.at === "running" ? { ...model, verify: { ...model.verify, job } } : model));
      } catch (thrown) {
        if (run === current) patch({ verify: { at: "failed", trouble: troubleOf(thrown) } });
      }
    },
    cancel() {
      const stage = store.get().verify;
      if (stage.at === "running" && stage.job !== null) void host.cancel(stage.job).catch(() => undefined);
    },
    again() {
      current += 1;
      patch({ verify: { at: "ready" }, verifyFiles: { output: null, report: null, original: null } });
    },
  };
}
