import { troubleOf, type Host } from "../host/host";
import type { AppEvent, CaseView, Choice, Selection, Settings, SettingsFile, SourceView } from "../host/wire";
import { say } from "../text/say";
import { exposureLane, type ExposureLane } from "./exposureLane";
import { finding, firstModel, openCase, type Lane, type Model, type OutcomeKind, type RequestPlace, type ReviewTab } from "./model";
import { sendLane, type SendLane } from "./sendLane";
import { createStore, type Store } from "./store";
import type { TableView } from "./table";
import { watched } from "./watched";
import { verifyLane, type VerifyLane } from "./verifyLane";

/** What every lane may do with the model. */
export interface Desk {
  host: Host;
  store: Store<Model>;
  patch: (part: Partial<Model>) => void;
  speak: (text: string) => void;
  note: (names: string[], kind: OutcomeKind) => void;
}

export interface Session {
  host: Host;
  store: Store<Model>;
  send: SendLane;
  verify: VerifyLane;
  exposure: ExposureLane;
  start: () => Promise<void>;
  speak: (text: string) => void;
  goTo: (lane: Lane) => void;
  /** Takes the files of the open case to a lane, as if they had been dropped there. */
  takeTo: (lane: "send" | "verify") => Promise<void>;
  choose: () => void;
  dismissRefused: () => void;
  clearOutcomes: () => void;
  showHelp: (on: boolean) => void;
  review: (tab: ReviewTab, request?: RequestPlace) => void;
  /** Changes how the table of credentials is looked at. */
  arrange: (part: Partial<TableView>) => void;
  /** Gathers the credentials of the table under heads; remembered for the next time. */
  groupBy: (group: Settings["group"]) => Promise<void>;
  decide: (selection: Selection, choice: Choice) => Promise<void>;
  /** Makes a credential of a text; false where it stands nowhere in the files. */
  redactText: (text: string) => Promise<boolean>;
  undo: () => Promise<void>;
  redo: () => Promise<void>;
  saveSettings: (settings: Settings) => Promise<void>;
  /** Draws everything larger or smaller; remembered for the next time. */
  zoomTo: (change: (zoom: number) => number) => Promise<void>;
  chooseSettingsFile: (which: SettingsFile) => Promise<void>;
  clearSettingsFile: (which: SettingsFile) => Promise<void>;
}

const rememberedOutcomes = 8;

/** The state of the window and everything that changes it. Knows the host's seam, no screen. */
export function createSession(given: Host): Session {
  const store = createStore<Model>(firstModel);
  const host = watched(given, (trouble) => {
    const open = openCase(store.get().send);
    if (open) send.fail(trouble, [], open, []);
  });
  let isChoosing = false;
  const patch = (part: Partial<Model>) => store.set((model) => ({ ...model, ...part }));
  const speak = (text: string) => patch({ said: text });
  const note = (names: string[], kind: OutcomeKind) =>
    store.set((model) => {
      const others = model.outcomes.filter((outcome) => !names.includes(outcome.name));
      return { ...model, outcomes: [...names.map((name) => ({ name, kind })), ...others].slice(0, rememberedOutcomes) };
    });
  const desk: Desk = { host, store, patch, speak, note };
  const send = sendLane(desk);
  const verify = verifyLane(desk);
  const exposure = exposureLane(desk);

  function hear(event: AppEvent) {
    switch (event.kind) {
      case "opened":
        patch({ drag: null, refused: event.sources.length > 0 ? event.refused : [] });
        take(event.sources, event);
        return;
      case "dragOver":
        patch({ drag: { accepted: event.accepted, refused: event.refused } });
        return;
      case "dragEnded":
        patch({ drag: null });
    }
  }

  function take(sources: SourceView[], event: AppEvent & { kind: "opened" }) {
    const [trouble] = event.refused;
    if (store.get().lane === "verify") {
      if (sources.length > 0) verify.take(sources);
      else if (trouble) patch({ verify: { at: "failed", trouble } });
      return;
    }
    if (store.get().lane === "exposure") {
      if (sources.length > 0) void exposure.look(sources);
      else if (trouble) patch({ exposure: { at: "failed", trouble } });
      return;
    }
    patch({ lane: "send" });
    if (sources.length > 0) void send.scan(sources);
    else if (trouble) send.fail(trouble, [], null, []);
  }

  /** Puts a changed case in place, wherever the lane is by now. */
  function settle(changed: CaseView) {
    store.set((model) => {
      const stage = model.send;
      if (openCase(stage)?.id !== changed.id || !("case" in stage)) return model;
      return { ...model, send: { ...stage, case: changed } };
    });
  }

  async function change(ask: (caseId: number) => Promise<CaseView>, said: string) {
    const current = openCase(store.get().send);
    if (!current) return;
    try {
      settle(await ask(current.id));
      speak(said);
    } catch (thrown) {
      send.fail(troubleOf(thrown), [], current, []);
    }
  }

  /** What is open is looked at with the new settings; where a person has decided, the decisions go first. */
  async function lookAgain() {
    const { send: stage } = store.get();
    const open = openCase(stage);
    if (!open || open.canUndo || stage.at === "exporting") return;
    try {
      await send.scan(await host.reopen(open.id));
    } catch (thrown) {
      send.fail(troubleOf(thrown), [], open, []);
    }
  }

  async function adopt(ask: Promise<Settings>) {
    try {
      const settings = await ask;
      const before = store.get().info?.settings;
      store.set((model) => (model.info ? { ...model, info: { ...model.info, settings } } : model));
      if (before && finding(before) !== finding(settings)) await lookAgain();
    } catch (thrown) {
      const trouble = troubleOf(thrown);
      if (trouble.code !== "cancelled") patch({ refused: [trouble] });
    }
  }

  return {
    host,
    store,
    send,
    verify,
    exposure,
    speak,
    async start() {
      // A file that was given as an argument does not wait for the facts about the program.
      await Promise.all([host.listen(hear), host.info().then((info) => store.set((model) => ({ ...model, info, lookedWith: model.lookedWith ?? finding(info.settings) })))]);
    },
    goTo: (lane) => patch({ lane, drag: null }),
    async takeTo(lane) {
      const current = openCase(store.get().send);
      if (!current) return;
      patch({ lane, drag: null });
      try {
        const sources = await host.reopen(current.id);
        if (lane === "send") return await send.scan(sources);
        verify.again();
        verify.take(sources);
      } catch (thrown) {
        if (lane === "send") send.fail(troubleOf(thrown), [], null, []);
        else patch({ verify: { at: "failed", trouble: troubleOf(thrown) } });
      }
    },
    choose() {
      // One dialog at a time: a second one would hide the first.
      if (isChoosing) return;
      isChoosing = true;
      void host
        .chooseFiles()
        .catch((thrown: unknown) => patch({ refused: [troubleOf(thrown)] }))
        .finally(() => {
          isChoosing = false;
        });
    },
    dismissRefused: () => patch({ refused: [] }),
    clearOutcomes: () => patch({ outcomes: [] }),
    showHelp: (help) => patch({ help }),
    review(tab, request) {
      const current = openCase(store.get().send);
      if (current) patch({ send: { at: "review", case: current, tab, request: request ?? null } });
    },
    arrange: (part) => store.set((model) => ({ ...model, table: { ...model.table, ...part } })),
    async groupBy(group) {
      const settings = store.get().info?.settings;
      if (!settings) return;
      store.set((model) => ({ ...model, table: { ...model.table, closed: new Set(), active: 0 } }));
      await adopt(host.saveSettings({ ...settings, group }));
    },
    decide: (selection, choice) =>
      change(
        (id) => host.decide(id, selection, choice),
        say(choice.kind === "redact" ? "decide.done-redact" : "decide.done-keep"),
      ),
    async redactText(text) {
      const places = () => openCase(store.get().send)?.counts.places;
      const before = places();
      await change((id) => host.redactText(id, text), say("request.redacted"));
      const isFound = places() !== before;
      if (!isFound) speak(say("request.not-found"));
      return isFound;
    },
    undo: () => change((id) => host.undo(id), say("decide.undone")),
    redo: () => change((id) => host.redo(id), say("decide.redone")),
    saveSettings: (settings) => adopt(host.saveSettings(settings)),
    async zoomTo(change) {
      const settings = store.get().info?.settings;
      if (!settings) return;
      const zoom = change(settings.zoom);
      speak(say("zoom.now", { share: zoom / 100 }));
      if (zoom === settings.zoom) return;
      const next = { ...settings, zoom };
      // At once: the next press counts from here, however long keeping takes.
      store.set((model) => (model.info ? { ...model, info: { ...model.info, settings: next } } : model));
      await adopt(host.saveSettings(next));
    },
    chooseSettingsFile: (which) => adopt(host.chooseSettingsFile(which)),
    clearSettingsFile: (which) => adopt(host.clearSettingsFile(which)),
  };
}
