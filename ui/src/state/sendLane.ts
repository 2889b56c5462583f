import { troubleOf } from "../host/host";
import type { CaseView, CheckView, ExportEvent, ExportPlace, Progress, ScanEvent, SourceView, Trouble } from "../host/wire";
import { troubleWords } from "../text/figures";
import { say } from "../text/say";
import { finding, openCase, type SendStage } from "./model";
import type { Desk } from "./session";
import { firstTable } from "./table";

export interface SendLane {
  scan: (sources: SourceView[]) => Promise<void>;
  makeCopy: (place: ExportPlace) => Promise<void>;
  cancel: () => void;
  toVerdict: () => void;
  toHome: () => void;
  fail: (trouble: Trouble, checks: CheckView[], open: CaseView | null, sources: SourceView[]) => void;
}

/** Drop, verdict, safe copy. A message of a job that is no longer the one shown changes nothing. */
export function sendLane({ host, store, patch, speak, note }: Desk): SendLane {
  let current = 0;
  let saidQuarter = 0;

  const stageIs = (at: SendStage["at"]) => store.get().send.at === at;
  const isCurrent = (run: number) => run === current;

  function fail(trouble: Trouble, checks: CheckView[], open: CaseView | null, sources: SourceView[]) {
    const names = open ? open.files.map((file) => file.name) : [];
    if (trouble.code === "verification-failed") note(names, "failed");
    speak(troubleWords(trouble).what);
    patch({ send: { at: "failed", trouble, checks, case: open, sources } });
  }

  function stop() {
    const stage = store.get().send;
    if ((stage.at === "scanning" || stage.at === "exporting") && stage.job !== null) {
      void host.cancel(stage.job).catch(() => undefined);
    }
  }

  /** What runs for the files that are left has nobody who waits for it. */
  function leave() {
    current += 1;
    stop();
    const open = openCase(store.get().send);
    if (open) void host.closeCase(open.id).catch(() => undefined);
  }

  function tell(progress: Progress) {
    const found = say("scan.found", { credentials: progress.credentials, places: progress.places });
    // Every quarter is often enough for somebody who listens.
    const quarter = Math.floor(progress.fraction * 4) / 4;
    if (quarter <= saidQuarter || quarter === 1) return;
    saidQuarter = quarter;
    speak(say("scan.live", { percent: quarter, found }));
  }

  function onScan(run: number, sources: SourceView[], event: ScanEvent) {
    if (!isCurrent(run)) return;
    if (event.kind === "progress") {
      const { progress } = event;
      tell(progress);
      store.set((model) => (model.send.at === "scanning" ? { ...model, send: { ...model.send, progress, found: [...model.send.found, ...progress.found] } } : model));
      return;
    }
    if (event.kind === "failed") {
      fail(event.trouble, [], null, sources);
      return;
    }
    const { case: found } = event;
    const nothing = found.counts.credentials === 0;
    note(found.files.map((file) => file.name), nothing ? "nothing" : "looked");
    speak(say("verdict.figures", { credentials: found.counts.credentials, places: found.counts.places }));
    patch({ send: { at: "verdict", case: found } });
  }

  function onExport(run: number, open: CaseView, event: ExportEvent) {
    if (!isCurrent(run)) return;
    if (event.kind === "progress") {
      const { progress } = event;
      store.set((model) => (model.send.at === "exporting" ? { ...model, send: { ...model.send, progress } } : model));
      return;
    }
    if (event.kind === "failed") {
      if (event.trouble.code === "cancelled") patch({ send: { at: "verdict", case: open } });
      else fail(event.trouble, event.checks, open, []);
      return;
    }
    note(open.files.map((file) => file.name), "copied");
    speak(say("done.title", { count: event.copy.files.length }));
    // What is to look at in a large file is known by now.
    const counts = { ...open.counts, look: event.copy.look, lookLater: false };
    patch({ send: { at: "done", case: { ...open, counts }, copy: event.copy } });
  }

  function named(job: number, at: "scanning" | "exporting") {
    store.set((model) => (model.send.at === at ? { ...model, send: { ...model.send, job } } : model));
  }

  return {
    fail,
    async scan(sources) {
      leave();
      const run = current;
      saidQuarter = 0;
      const { info } = store.get();
      const lookedWith = info && finding(info.settings);
      patch({ send: { at: "scanning", job: null, sources, progress: null, found: [] }, table: firstTable, lookedWith });
      try {
        const job = await host.scan(sources.map((source) => source.id), (event) => onScan(run, sources, event));
        if (isCurrent(run)) named(job, "scanning");
        else void host.cancel(job).catch(() => undefined);
      } catch (thrown) {
        if (isCurrent(run)) fail(troubleOf(thrown), [], null, sources);
      }
    },
    async makeCopy(place) {
      const open = openCase(store.get().send);
      if (!open || stageIs("exporting")) return;
      current += 1;
      const run = current;
      patch({ send: { at: "exporting", job: null, case: open, progress: null } });
      try {
        const job = await host.exportCase(open.id, place, (event) => onExport(run, open, event));
        if (isCurrent(run)) named(job, "exporting");
        else void host.cancel(job).catch(() => undefined);
      } catch (thrown) {
        if (!isCurrent(run)) return;
        const trouble = troubleOf(thrown);
        if (trouble.code === "cancelled") patch({ send: { at: "verdict", case: open } });
        else fail(trouble, [], open, []);
      }
    },
    cancel: stop,
    toVerdict() {
      const open = openCase(store.get().send);
      if (open) patch({ send: { at: "verdict", case: open } });
    },
    toHome() {
      leave();
      patch({ send: { at: "home" }, refused: [] });
    },
  };
}
