import { troubleOf } from "../host/host";
import type { ExposureEvent, ExposureForm, SourceView } from "../host/wire";
import { troubleWords } from "../text/figures";
import { say } from "../text/say";
import { copyText } from "./clipboard";
import type { Desk } from "./session";

export interface ExposureLane {
  look: (sources: SourceView[]) => Promise<void>;
  cancel: () => void;
  tick: (task: string, done: boolean) => Promise<void>;
  copyNote: () => Promise<void>;
  save: (form: ExposureForm) => Promise<void>;
  again: () => void;
}

/** Files that were already sent: what they give away and what is done about it. */
export function exposureLane({ host, store, patch, speak }: Desk): ExposureLane {
  let current = 0;

  function hear(run: number, event: ExposureEvent) {
    if (run !== current) return;
    if (event.kind === "progress") {
      const { progress } = event;
      store.set((model) => (model.exposure.at === "running" ? { ...model, exposure: { ...model.exposure, progress } } : model));
    } else if (event.kind === "failed") {
      speak(troubleWords(event.trouble).what);
      patch({ exposure: event.trouble.code === "cancelled" ? { at: "ready" } : { at: "failed", trouble: event.trouble } });
    } else {
      speak(say("exposure.open", { count: event.exposure.open }));
      patch({ exposure: { at: "result", view: event.exposure, note: null } });
    }
  }

  const opened = () => {
    const stage = store.get().exposure;
    return stage.at === "result" ? stage : null;
  };

  function leave() {
    current += 1;
    const stage = opened();
    if (stage) void host.closeExposure(stage.view.id).catch(() => undefined);
  }

  /** What came of something that was asked for, under the steps. */
  function tell(note: string) {
    speak(note);
    store.set((model) => (model.exposure.at === "result" ? { ...model, exposure: { ...model.exposure, note } } : model));
  }

  async function asked(ask: Promise<string>) {
    try {
      tell(await ask);
    } catch (thrown) {
      const trouble = troubleOf(thrown);
      if (trouble.code !== "cancelled") tell(troubleWords(trouble).what);
    }
  }

  return {
    async look(sources) {
      leave();
      const run = current;
      patch({ exposure: { at: "running", job: null, names: sources.map((source) => source.name), progress: null } });
      try {
        const job = await host.expose(sources.map((source) => source.id), (event) => hear(run, event));
        store.set((model) => (model.exposure.at === "running" ? { ...model, exposure: { ...model.exposure, job } } : model));
      } catch (thrown) {
        if (run === current) patch({ exposure: { at: "failed", trouble: troubleOf(thrown) } });
      }
    },
    cancel() {
      const stage = store.get().exposure;
      if (stage.at === "running" && stage.job !== null) void host.cancel(stage.job).catch(() => undefined);
    },
    async tick(task, done) {
      const stage = opened();
      if (!stage) return;
      try {
        const view = await host.tick(stage.view.id, task, done);
        if (opened()) patch({ exposure: { at: "result", view, note: null } });
      } catch (thrown) {
        patch({ exposure: { at: "failed", trouble: troubleOf(thrown) } });
      }
    },
    async copyNote() {
      const stage = opened();
      if (stage) await asked(host.exposureNote(stage.view.id).then(copyText).then(() => say("exposure.copied")));
    },
    async save(form) {
      const stage = opened();
      if (stage) await asked(host.saveExposure(stage.view.id, form).then((name) => say("exposure.saved", { name })));
    },
    again() {
      leave();
      patch({ exposure: { at: "ready" } });
    },
  };
}
