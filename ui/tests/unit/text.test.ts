import { afterEach, describe, expect, it } from "vitest";

import { lifeWords, longTime, shortTime, size, troubleWords } from "../../src/text/figures";
import { say, setPseudoLocale } from "../../src/text/say";
import { words, type Word } from "../../src/text/words";

afterEach(() => setPseudoLocale(false));

describe("figures", () => {
  it.each([
    [0, "0 bytes"],
    [1, "1 byte"],
    [999, "999 bytes"],
    [1000, "1.0 kB"],
    [18_212_004, "18.2 MB"],
    [503_000_000, "503.0 MB"],
    [2_340_000_000, "2.34 GB"],
  ])("says %i bytes as %s", (bytes, text) => expect(size(bytes)).toBe(text));

  it.each([
    [12, "12 s", "less than a minute"],
    [3480, "58 min", "about 58 more minutes"],
    [4000, "1 h", "about 1 more hour"],
    [7_700_000, "89 days", "about 89 more days"],
    [2_300_000_000, "73 years", "about 73 more years"],
  ])("says %i seconds as %s and %s", (seconds, short, long) => {
    expect(shortTime(seconds)).toBe(short);
    expect(longTime(seconds)).toBe(long);
  });

  it("never says that something is dead when nothing is known", () => {
    expect(lifeWords({ state: "unknown", seconds: null })).toBe("unknown: treat as live");
    expect(lifeWords({ state: "live", seconds: null })).toBe("live");
    expect(lifeWords({ state: "expired", seconds: 300 })).toBe("expired 5 min ago");
  });
});

describe("the catalogue", () => {
  // Every value that any message takes; a message that asks for another one throws.
  const values = {
    name: "a.har", group: "Okta", count: 2, credentials: 2, places: 3, percent: 0.5, found: "x", speed: "1 MB", who: "x", host: "h", left: "l",
    service: "s", layers: 2, rules: 3, placeholders: 4, format: "log", parts: 2, time: "1 h", n: 2, length: 12, shown: 2, value: "v",
    from: "1", to: "2", total: "3", passed: 6, all: 6, share: 0.996, done: 3, file: "a.har", detail: "d", accepted: 1, key: "k",
    what: "w", files: 2, keys: "k", version: "1", pack: "1", unit: "lines",
  };
  const all = Object.keys(words) as Word[];

  it.each(all)("%s is a message", (word) => {
    const text = words[word].includes("<b>") ? "rich" : say(word, values);
    expect(text.length).toBeGreaterThan(0);
    expect(text).not.toMatch(/[{}]/);
  });

  it("never promises more than was checked", () => {
    for (const word of all) expect(words[word]).not.toMatch(/100 ?%|completely safe|guarantee/i);
  });

  it("has words for every trouble", () => {
    const { what, next } = troubleWords({ code: "disk-full", file: null, detail: null });
    expect(what).toBe("There is no room for the safe copy.");
    expect(next).toContain("Nothing was left behind.");
  });

  it("stands out in the pseudo-locale and keeps its values", () => {
    setPseudoLocale(true);
    expect(say("home.title")).toMatch(/^⟦.*⟧$/);
    expect(say("verdict.review", { count: 14 })).toContain("14");
  });
});
