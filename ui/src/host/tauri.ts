import { Channel, invoke } from "@tauri-apps/api/core";

import type { Host } from "./host";
import type { ExportEvent, ExposureEvent, ScanEvent, VerifyEvent } from "./wire";

/** A channel that hands on what it hears. */
function channel<Message>(on: (message: Message) => void): Channel<Message> {
  const made = new Channel<Message>();
  made.onmessage = on;
  return made;
}

/** The host of the real window: each call is one command in Rust. */
export function tauriHost(): Host {
  return {
    listen: (on) => invoke("listen", { channel: channel(on) }),
    info: () => invoke("info"),
    chooseFiles: () => invoke("choose_files"),
    forgetSource: (source) => invoke("forget_source", { source }),
    scan: (sources, on) => invoke("scan", { sources, channel: channel<ScanEvent>(on) }),
    exportCase: (caseId, place, on) => invoke("export_case", { caseId, place, channel: channel<ExportEvent>(on) }),
    verify: (output, report, original, on) => invoke("verify", { output, report, original, channel: channel<VerifyEvent>(on) }),
    cancel: (job) => invoke("cancel", { job }),
    reopen: (caseId) => invoke("reopen", { caseId }),
    closeCase: (caseId) => invoke("close_case", { caseId }),
    credentials: (caseId, query) => invoke("credentials", { caseId, query }),
    credentialGroups: (caseId, query) => invoke("credential_groups", { caseId, query }),
    facets: (caseId) => invoke("facets", { caseId }),
    places: (caseId, credential, offset, limit) => invoke("places", { caseId, credential, offset, limit }),
    context: (caseId, credential, place) => invoke("context", { caseId, credential, place }),
    decoded: (caseId, credential) => invoke("decoded", { caseId, credential }),
    reveal: (caseId, credential) => invoke("reveal", { caseId, credential }),
    looks: (caseId, offset, limit) => invoke("looks", { caseId, offset, limit }),
    entries: (caseId, query) => invoke("entries", { caseId, query }),
    entry: (caseId, file, index) => invoke("entry", { caseId, file, index }),
    body: (caseId, file, index, part, offset) => invoke("body", { caseId, file, index, part, offset }),
    decide: (caseId, selection, choice) => invoke("decide", { caseId, selection, choice }),
    redactText: (caseId, text) => invoke("redact_text", { caseId, text }),
    undo: (caseId) => invoke("undo", { caseId }),
    redo: (caseId) => invoke("redo", { caseId }),
    ticketNote: (caseId) => invoke("ticket_note", { caseId }),
    showInFolder: (caseId, file) => invoke("show_in_folder", { caseId, file }),
    openReport: (caseId, file) => invoke("open_report", { caseId, file }),
    dragOut: (caseId, file) => invoke("drag_out", { caseId, file }),
    saveSettings: (settings) => invoke("save_settings", { settings }),
    chooseSettingsFile: (which) => invoke("choose_settings_file", { which }),
    clearSettingsFile: (which) => invoke("clear_settings_file", { which }),
    expose: (sources, on) => invoke("expose", { sources, channel: channel<ExposureEvent>(on) }),
    tick: (exposure, task, done) => invoke("tick", { exposure, task, done }),
    exposureNote: (exposure) => invoke("exposure_note", { exposure }),
    saveExposure: (exposure, form) => invoke("save_exposure", { exposure, form }),
    closeExposure: (exposure) => invoke("close_exposure", { exposure }),
  };
}
