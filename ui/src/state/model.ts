import type {
  AppInfo,
  CaseView,
  CheckView,
  ExposureView,
  FoundRow,
  Progress,
  SafeCopy,
  Settings,
  SourceView,
  Trouble,
  Verification,
} from "../host/wire";

import { firstTable, type TableView } from "./table";

export type Lane = "send" | "exposure" | "verify" | "settings";
export type ReviewTab = "credentials" | "requests" | "look";

/** Where the send lane is. */
export type SendStage =
  | { at: "home" }
  | { at: "scanning"; job: number | null; sources: SourceView[]; progress: Progress | null; found: FoundRow[] }
  | { at: "verdict"; case: CaseView }
  | { at: "review"; case: CaseView; tab: ReviewTab; request: RequestPlace | null }
  | { at: "exporting"; job: number | null; case: CaseView; progress: Progress | null }
  | { at: "done"; case: CaseView; copy: SafeCopy }
  | { at: "failed"; trouble: Trouble; checks: CheckView[]; case: CaseView | null; sources: SourceView[] };

/** A request to show when the requests are opened. */
export interface RequestPlace {
  file: number;
  index: number;
}

/** Where the verify lane is. */
export type VerifyStage =
  | { at: "ready" }
  | { at: "running"; job: number | null; name: string; progress: Progress | null }
  | { at: "result"; verification: Verification }
  | { at: "failed"; trouble: Trouble };

/** Where the lane for files that were already sent is. */
export type ExposureStage =
  | { at: "ready" }
  | { at: "running"; job: number | null; names: string[]; progress: Progress | null }
  | { at: "result"; view: ExposureView; note: string | null }
  | { at: "failed"; trouble: Trouble };

/** What was given to the verify lane. */
export interface VerifyFiles {
  output: SourceView | null;
  report: SourceView | null;
  original: SourceView | null;
}

export type OutcomeKind = "copied" | "looked" | "nothing" | "failed";

/** What became of a file in this session; names only, kept in memory only. */
export interface Outcome {
  name: string;
  kind: OutcomeKind;
}

export interface Drag {
  accepted: number;
  refused: number;
}

/** Everything that two screens need to know. */
export interface Model {
  info: AppInfo | null;
  lane: Lane;
  send: SendStage;
  verify: VerifyStage;
  verifyFiles: VerifyFiles;
  exposure: ExposureStage;
  table: TableView;
  /** What decided about what is found when the open files were looked at; nothing before that is known. */
  lookedWith: string | null;
  drag: Drag | null;
  refused: Trouble[];
  outcomes: Outcome[];
  /** What a screen reader is told next. */
  said: string;
  help: boolean;
}

export const firstModel: Model = {
  info: null,
  lane: "send",
  send: { at: "home" },
  verify: { at: "ready" },
  verifyFiles: { output: null, report: null, original: null },
  exposure: { at: "ready" },
  table: firstTable,
  lookedWith: null,
  drag: null,
  refused: [],
  outcomes: [],
  said: "",
  help: false,
};

/** What of the settings decides about what is found. */
export function finding({ profile, personal, policy, rules, key }: Settings): string {
  return JSON.stringify([profile, personal, policy, rules, key]);
}

/** Whether what is open was looked at with other settings than those of now. */
export function isOlder({ send, info, lookedWith }: Model): boolean {
  return openCase(send) !== null && info !== null && lookedWith !== null && lookedWith !== finding(info.settings);
}

/** The case that is open in the send lane. */
export function openCase(stage: SendStage): CaseView | null {
  return "case" in stage ? stage.case : null;
}
