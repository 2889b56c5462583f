import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { fakeHost } from "../../src/host/fake";
import { isOlder } from "../../src/state/model";
import { createSession, type Session } from "../../src/state/session";

async function started(scenario: string): Promise<{ session: Session; host: ReturnType<typeof fakeHost> }> {
  const host = fakeHost({ scenario, stepMs: 1 });
  const session = createSession(host);
  await session.start();
  return { session, host };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const stage = (session: Session) => session.store.get().send;
const settle = () => vi.advanceTimersByTimeAsync(200);

describe("the lane for files that were already sent", () => {
  it("takes what is dropped there and ticks tasks off", async () => {
    const { session, host } = await started("story");
    session.goTo("exposure");
    host.drop();
    expect(session.store.get().exposure.at).toBe("running");
    await settle();
    void session.exposure.tick("file.log", true);
    await settle();
    const now = session.store.get().exposure;
    expect(now.at === "result" && now.view.done).toEqual(["file.log"]);
    expect(stage(session).at).toBe("home");
  });

  it("goes back when it is cancelled", async () => {
    const { session, host } = await started("scanning");
    session.goTo("exposure");
    host.drop();
    await settle();
    session.exposure.cancel();
    await settle();
    expect(session.store.get().exposure.at).toBe("ready");
  });
});

describe("the files of a case in another lane", () => {
  it("are verified without being dropped again", async () => {
    const { session, host } = await started("already");
    host.drop();
    await settle();
    void session.takeTo("verify");
    await settle();
    expect(session.store.get().lane).toBe("verify");
    expect(session.store.get().verifyFiles.output?.name).toBe("acme-login.scrubbed.har");
  });

  it("are looked into again after a change", async () => {
    const { session, host } = await started("changed");
    host.drop();
    await settle();
    void session.send.makeCopy("beside");
    await settle();
    expect(stage(session).at).toBe("failed");
    void session.takeTo("send");
    await settle();
    expect(stage(session).at).toBe("verdict");
  });
});

describe("what is said of a check", () => {
  it.each([
    ["story", "Nothing that we recognise is left"],
    ["verify-changed", "was changed after it was proven"],
    ["verify-incomplete", "Not everything in"],
    ["verify-failed", "is not a safe copy"],
  ])("of %s is what the screen says", async (scenario, said) => {
    const { session, host } = await started(scenario);
    session.goTo("verify");
    host.tell({ kind: "opened", refused: [], sources: [{ id: 7, name: "a.scrubbed.har", bytes: 9, kind: "document" }, { id: 8, name: "a.scrubbed.report.json", bytes: 9, kind: "report" }] });
    void session.verify.start();
    await settle();
    expect(session.store.get().said).toContain(said);
  });
});

describe("the dialog for files", () => {
  it("is shown once, however often it is asked for", async () => {
    const { session, host } = await started("story");
    session.choose();
    session.choose();
    await settle();
    expect(host.calls.filter((call) => call === "chooseFiles")).toHaveLength(1);
    session.choose();
    await settle();
    expect(host.calls.filter((call) => call === "chooseFiles")).toHaveLength(2);
  });
});

describe("text that was chosen", () => {
  it("is told apart from text that stands nowhere", async () => {
    const { session, host } = await started("story");
    host.drop();
    await settle();
    expect(await session.redactText("Facilities-4711")).toBe(true);
    expect(await session.redactText("stands nowhere")).toBe(false);
    expect(session.store.get().said).toContain("stands nowhere");
  });
});

describe("the send lane", () => {
  it("goes from a drop to a proven copy in three actions", async () => {
    const { session, host } = await started("story");
    host.drop();
    expect(stage(session).at).toBe("scanning");
    await settle();
    expect(stage(session).at).toBe("verdict");
    void session.send.makeCopy("beside");
    expect(stage(session).at).toBe("exporting");
    await settle();
    expect(stage(session).at).toBe("done");
    expect(session.store.get().outcomes).toEqual([{ name: "acme-login.har", kind: "copied" }]);
  });

  it("keeps nothing of a cancelled scan", async () => {
    const { session, host } = await started("scanning");
    host.drop();
    await settle();
    session.send.cancel();
    await settle();
    const now = stage(session);
    expect(now.at === "failed" && now.trouble.code).toBe("cancelled");
    expect(session.store.get().outcomes).toEqual([]);
  });

  it("says so when the file is no longer the one that was scanned", async () => {
    const { session, host } = await started("story");
    host.drop();
    await settle();
    session.review("credentials");
    const trouble = { code: "file-changed", file: "acme-login.har", detail: null };
    host.credentials = () => Promise.reject(trouble);
    await expect(session.host.credentials(1, {} as never)).rejects.toEqual(trouble);
    const now = stage(session);
    expect(now.at === "failed" && now.trouble).toEqual(trouble);
  });

  it("does not let an older scan speak over a newer one", async () => {
    const { session, host } = await started("story");
    host.drop();
    await vi.advanceTimersByTimeAsync(5);
    host.tell({ kind: "opened", sources: [{ id: 9, name: "second.har", bytes: 5, kind: "document" }], refused: [] });
    const now = stage(session);
    expect(now.at === "scanning" && now.sources[0]?.name).toBe("second.har");
    await settle();
    expect(stage(session).at).toBe("verdict");
  });

  it.each([
    ["encrypted", "encrypted"],
    ["unknown", "unknown-format"],
  ])("tells why %s cannot be read", async (scenario, code) => {
    const { session, host } = await started(scenario);
    host.drop();
    await settle();
    const now = stage(session);
    expect(now.at === "failed" && now.trouble.code).toBe(code);
  });

  it.each(["disk-full", "read-only", "changed", "verification-failed"])("keeps the case open when the export fails: %s", async (scenario) => {
    const { session, host } = await started(scenario);
    host.drop();
    await settle();
    void session.send.makeCopy("beside");
    await settle();
    const now = stage(session);
    expect(now.at).toBe("failed");
    expect(now.at === "failed" && now.case?.id).toBe(1);
    session.send.toVerdict();
    expect(stage(session).at).toBe("verdict");
  });

  it("tells of files that were left out and goes on with the others", async () => {
    const { session, host } = await started("story");
    const refused = [{ code: "is-folder" as const, file: "screenshots", detail: null }];
    host.tell({ kind: "opened", sources: [{ id: 1, name: "acme-login.har", bytes: 5, kind: "document" }], refused });
    expect(stage(session).at).toBe("scanning");
    expect(session.store.get().refused).toEqual(refused);
  });

  it("lists what is found in the order in which it comes, and forgets it with the scan", async () => {
    const { session, host } = await started("scanning");
    host.drop();
    await settle();
    const now = stage(session);
    if (now.at !== "scanning") throw new Error(`not scanning but ${now.at}`);
    expect(now.found.map((row) => row.label)).toEqual(["session cookie", "identity token", "refresh token", "access token", "persistent session", "personal access token"]);
    expect(now.found).toHaveLength(now.progress?.credentials ?? -1);
    session.send.cancel();
    await settle();
    host.drop();
    const again = stage(session);
    expect(again.at === "scanning" && again.found).toEqual([]);
  });

  it("says the progress to a screen reader at every quarter only", async () => {
    const { session, host } = await started("story");
    const heard = new Set<string>();
    session.store.listen(() => heard.add(session.store.get().said));
    host.drop();
    await settle();
    expect([...heard].filter((text) => text.includes("done.")).length).toBe(3);
  });
});

describe("a file that is dropped while another is busy", () => {
  it.each(["scanning", "exporting"] as const)("ends what was %s", async (busy) => {
    const { session, host } = await started("story");
    const ended: number[] = [];
    const cancel = host.cancel;
    host.cancel = (job) => (ended.push(job), cancel(job));
    host.drop();
    if (busy === "exporting") {
      await settle();
      void session.send.makeCopy("beside");
    }
    await vi.advanceTimersByTimeAsync(2);
    expect(stage(session).at).toBe(busy);
    host.drop();
    expect(ended).toHaveLength(1);
    await settle();
    expect(stage(session).at).toBe("verdict");
  });
});

describe("decisions", () => {
  it("are counted, taken back and made again", async () => {
    const { session, host } = await started("story");
    host.drop();
    await settle();
    const kept = () => {
      const now = stage(session);
      return "case" in now && now.case ? now.case.counts.kept : -1;
    };
    await session.decide({ kind: "facet", facet: "service", value: "Okta" }, { kind: "keep", reason: "test tenant" });
    expect(kept()).toBe(5);
    await session.undo();
    expect(kept()).toBe(0);
    await session.redo();
    expect(kept()).toBe(5);
  });

  it("can make a credential of selected text", async () => {
    const { session, host } = await started("story");
    host.drop();
    await settle();
    await session.redactText("Facilities-4711");
    const now = stage(session);
    expect("case" in now && now.case?.counts.credentials).toBe(15);
  });
});

describe("the table of credentials", () => {
  it("remembers what it is grouped by, and keeps its filter until another file is looked into", async () => {
    const { session, host } = await started("story");
    host.drop();
    await settle();
    await session.groupBy("host");
    const filter = { ...session.store.get().table.filter, search: "okta" };
    session.arrange({ filter, closed: new Set(["acme-admin.okta.com"]), active: 3 });
    session.review("requests");
    session.review("credentials");
    expect(session.store.get().table).toMatchObject({ filter, active: 3 });
    expect((await host.info()).settings.group).toBe("host");
    host.drop();
    await settle();
    expect(session.store.get().table.filter.search).toBe("");
    expect(session.store.get().table.closed.size).toBe(0);
    expect(session.store.get().info?.settings.group).toBe("host");
  });

  it("does not look into the file again because it is grouped", async () => {
    const { session, host } = await started("story");
    host.drop();
    await settle();
    await session.groupBy("service");
    expect(host.calls).not.toContain("reopen");
  });
});

describe("settings that are changed while a file is open", () => {
  async function decided() {
    const { session, host } = await started("story");
    host.drop();
    await settle();
    await session.decide({ kind: "credentials", ids: [0] }, { kind: "keep", reason: "test account" });
    const set = async (profile: "support" | "strict") => {
      const { settings } = await host.info();
      await session.saveSettings({ ...settings, profile });
      await settle();
    };
    return { session, host, set };
  }

  it("leave decisions alone, and that is told until the file is looked at again or they are set back", async () => {
    const { session, host, set } = await decided();
    expect(isOlder(session.store.get())).toBe(false);
    await set("strict");
    expect(host.calls).not.toContain("reopen");
    expect(isOlder(session.store.get())).toBe(true);
    await set("support");
    expect(isOlder(session.store.get())).toBe(false);
    await set("strict");
    void session.takeTo("send");
    await settle();
    expect(stage(session).at).toBe("verdict");
    expect(isOlder(session.store.get())).toBe(false);
  });

  it("that have nothing to do with what is found are no reason to look again", async () => {
    const { session, host } = await decided();
    const { settings } = await host.info();
    await session.saveSettings({ ...settings, theme: "dark", group: "rule" });
    expect(isOlder(session.store.get())).toBe(false);
  });

  it("are told of a file that was being read meanwhile", async () => {
    const { session, host } = await started("story");
    host.drop();
    await vi.advanceTimersByTimeAsync(5);
    const { settings } = await host.info();
    await session.saveSettings({ ...settings, personal: true });
    await settle();
    expect(stage(session).at).toBe("verdict");
    expect(isOlder(session.store.get())).toBe(true);
  });
});

describe("the verify lane", () => {
  it("takes a safe copy, its report and the original apart", async () => {
    const { session, host } = await started("story");
    session.goTo("verify");
    host.tell({
      kind: "opened",
      refused: [],
      sources: [
        { id: 3, name: "a.scrubbed.report.json", bytes: 1, kind: "report" },
        { id: 4, name: "a.scrubbed.har", bytes: 1, kind: "document" },
        { id: 5, name: "a.har", bytes: 1, kind: "document" },
      ],
    });
    const { output, report, original } = session.store.get().verifyFiles;
    expect([output?.id, report?.id, original?.id]).toEqual([4, 3, 5]);
    void session.verify.start();
    await settle();
    expect(session.store.get().verify.at).toBe("result");
  });
});

describe("settings", () => {
  const strict = (session: Session) => {
    const { info } = session.store.get();
    if (!info) throw new Error("the facts about the program are known");
    return session.saveSettings({ ...info.settings, profile: "strict" });
  };

  it("look again at what is open", async () => {
    const { session, host } = await started("story");
    host.drop();
    await settle();
    session.goTo("settings");
    await strict(session);
    expect(host.calls).toContain("reopen");
    expect(host.calls).toContain("closeCase");
    await settle();
    expect(stage(session).at).toBe("verdict");
    expect(session.store.get().lane).toBe("settings");
  });

  it("leave what a person has decided about as it is", async () => {
    const { session, host } = await started("story");
    host.drop();
    await settle();
    await session.decide({ kind: "credentials", ids: [1] }, { kind: "keep", reason: "a test account" });
    await strict(session);
    expect(host.calls).not.toContain("reopen");
  });

  it("of the looks change nothing that is open", async () => {
    const { session, host } = await started("story");
    host.drop();
    await settle();
    const { info } = session.store.get();
    if (info) await session.saveSettings({ ...info.settings, theme: "dark" });
    expect(host.calls).not.toContain("reopen");
  });
});
