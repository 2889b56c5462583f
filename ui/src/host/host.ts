import type {
  AppEvent,
  AppInfo,
  BodyPart,
  CaseView,
  Choice,
  Context,
  CredentialGroup,
  CredentialPage,
  CredentialQuery,
  Decoded,
  EntryDetail,
  EntryPage,
  EntryQuery,
  ExportEvent,
  ExportPlace,
  ExposureEvent,
  ExposureForm,
  ExposureView,
  Facets,
  LookPage,
  PlacePage,
  Revealed,
  ScanEvent,
  Selection,
  Settings,
  SettingsFile,
  SourceView,
  TextPage,
  Trouble,
  VerifyEvent,
} from "./wire";

/**
 * Everything the screens can ask for. There are two: the window's (`tauri.ts`) and the fake (`fake.ts`).
 *
 * The screens never hold a file: they hold the number of a case and ask for pages. A call that fails rejects
 * with a `Trouble`; a job ends with exactly one `done` or `failed`.
 */
export interface Host {
  /** Hears what happens without being asked; files given before the call are told at once. */
  listen(on: (event: AppEvent) => void): Promise<void>;
  info(): Promise<AppInfo>;

  /** Shows the system's dialog; what is chosen arrives as an `opened` event. */
  chooseFiles(): Promise<void>;
  forgetSource(source: number): Promise<void>;

  scan(sources: number[], on: (event: ScanEvent) => void): Promise<number>;
  exportCase(caseId: number, place: ExportPlace, on: (event: ExportEvent) => void): Promise<number>;
  verify(output: number, report: number | null, original: number | null, on: (event: VerifyEvent) => void): Promise<number>;
  /** Ends a job; its channel then says `failed` with `cancelled`. */
  cancel(job: number): Promise<void>;
  /** The files of a case, as if they were given once more: to be verified, or looked into anew. */
  reopen(caseId: number): Promise<SourceView[]>;
  closeCase(caseId: number): Promise<void>;

  credentials(caseId: number, query: CredentialQuery): Promise<CredentialPage>;
  /** The heads over the rows of a query that asks for groups, in the order of the rows. */
  credentialGroups(caseId: number, query: CredentialQuery): Promise<CredentialGroup[]>;
  facets(caseId: number): Promise<Facets>;
  places(caseId: number, credential: number, offset: number, limit: number): Promise<PlacePage>;
  context(caseId: number, credential: number, place: number): Promise<Context>;
  decoded(caseId: number, credential: number): Promise<Decoded>;
  reveal(caseId: number, credential: number): Promise<Revealed>;
  looks(caseId: number, offset: number, limit: number): Promise<LookPage>;

  entries(caseId: number, query: EntryQuery): Promise<EntryPage>;
  entry(caseId: number, file: number, index: number): Promise<EntryDetail>;
  body(caseId: number, file: number, index: number, part: BodyPart, offset: number): Promise<TextPage>;

  decide(caseId: number, selection: Selection, choice: Choice): Promise<CaseView>;
  /** Makes a credential of a piece of text, wherever it stands. */
  redactText(caseId: number, text: string): Promise<CaseView>;
  undo(caseId: number): Promise<CaseView>;
  redo(caseId: number): Promise<CaseView>;

  /** Looks into files that were already sent. */
  expose(sources: number[], on: (event: ExposureEvent) => void): Promise<number>;
  /** Ticks a task off, or takes the tick back; kept for the next time. */
  tick(exposure: number, task: string, done: boolean): Promise<ExposureView>;
  exposureNote(exposure: number): Promise<string>;
  /** Asks where to and writes the account there; the name that it got. */
  saveExposure(exposure: number, form: ExposureForm): Promise<string>;
  closeExposure(exposure: number): Promise<void>;

  /** The note for the support ticket: placeholders and figures, no value. */
  ticketNote(caseId: number): Promise<string>;
  showInFolder(caseId: number, file: number): Promise<void>;
  openReport(caseId: number, file: number): Promise<void>;
  /** Hands the safe file to the system's drag and drop. */
  dragOut(caseId: number, file: number): Promise<void>;

  saveSettings(settings: Settings): Promise<Settings>;
  chooseSettingsFile(which: SettingsFile): Promise<Settings>;
  clearSettingsFile(which: SettingsFile): Promise<Settings>;
}

/** Whether a thrown thing is what a host rejects with. */
export function isTrouble(thrown: unknown): thrown is Trouble {
  return typeof thrown === "object" && thrown !== null && "code" in thrown;
}

/** What a host rejected with, or `internal` for anything that is not a trouble of ours. */
export function troubleOf(thrown: unknown): Trouble {
  return isTrouble(thrown) ? thrown : { code: "internal", file: null, detail: null };
}
