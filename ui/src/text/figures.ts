import type { Life, Trouble } from "../host/wire";
import { say } from "./say";
import type { Word } from "./words";

/** Bytes as people say them; a kB is 1000 bytes, as in file managers. */
export function size(bytes: number): string {
  if (bytes < 1000) return say("size.bytes", { n: bytes });
  if (bytes < 1e6) return say("size.kb", { n: bytes / 1e3 });
  if (bytes < 1e9) return say("size.mb", { n: bytes / 1e6 });
  return say("size.gb", { n: bytes / 1e9 });
}

/** How long a request took. */
export function duration(ms: number): string {
  return ms < 1000 ? say("duration.ms", { n: ms }) : say("duration.s", { n: ms / 1000 });
}

function unit(seconds: number): ["seconds" | "minutes" | "hours" | "days" | "years", number] {
  if (seconds < 60) return ["seconds", Math.max(0, Math.floor(seconds))];
  if (seconds < 3600) return ["minutes", Math.round(seconds / 60)];
  if (seconds < 48 * 3600) return ["hours", Math.round(seconds / 3600)];
  if (seconds < 730 * 86_400) return ["days", Math.round(seconds / 86_400)];
  return ["years", Math.round(seconds / (365.25 * 86_400))];
}

/** A span of time for a table: `1 h`. */
export function shortTime(seconds: number): string {
  const [name, n] = unit(seconds);
  return say(`time.${name}`, { n });
}

/** A span of time for a sentence: `about 1 more hour`. */
export function longTime(seconds: number): string {
  const [name, n] = unit(seconds);
  return say(`time.long.${name}`, { n });
}

/** Whether a credential still works, in words. */
export function lifeWords(life: Life): string {
  if (life.state === "live" && life.seconds !== null) return say("state.live-left", { time: shortTime(life.seconds) });
  if (life.state === "expired" && life.seconds !== null) return say("state.expired-ago", { time: shortTime(life.seconds) });
  return say(`state.${life.state}`);
}

/** Whether a credential still works, in a word or two. */
export function lifeWord(life: Life): string {
  if (life.state === "live" && life.seconds !== null) return say("state.left", { time: shortTime(life.seconds) });
  return say(life.state === "unknown" ? "state.brief.unknown" : `state.${life.state}`);
}

/** What happened and what to do about it. */
export function troubleWords(trouble: Trouble): { what: string; next: string } {
  const values = { file: trouble.file ?? say("trouble.this-file"), detail: trouble.detail ?? "" };
  const what: Word = `trouble.${trouble.code}`;
  const next: Word = `trouble.${trouble.code}-next`;
  return { what: say(what, values), next: say(next, values) };
}
