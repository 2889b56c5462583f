// The lanes by hand: mouse, keyboard, decisions, covering of values, long lists.
import assert from "node:assert/strict";

import { after, before, test } from "../bounded.mjs";
import { launch, open, toGrouped, toRequest } from "../browser.mjs";
import { serve } from "../serve.mjs";

let server;
let browser;
let context;

before(async () => {
  server = await serve();
  browser = await launch();
  context = await browser.newContext({ viewport: { width: 1180, height: 760 }, permissions: ["clipboard-read", "clipboard-write"] });
});

after(async () => {
  await browser.close();
  server.close();
});

const fresh = (name) => open(context, server.url, name);
const called = (page) => page.evaluate(() => window.fake.calls);
const text = (page, selector) => page.locator(selector).first().innerText();

test("three actions lead from a file to a proven copy", async () => {
  const page = await fresh("home");
  await page.locator(".drop-area").click();
  await page.getByRole("button", { name: "Make safe copy" }).click();
  await page.getByRole("button", { name: "Copy note for the ticket" }).click();
  await page.getByText("Copied. It holds placeholders").waitFor();
  const clip = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(clip, /14 credentials replaced/);
  const values = await page.evaluate(() => window.fake.values());
  assert.ok(values.every((value) => !clip.includes(value)), "the clipboard holds no value");
  await page.close();
});

test("the send lane can be walked by keyboard alone", async () => {
  const page = await fresh("home");
  await page.keyboard.press("Control+o");
  await page.locator("#headline").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.locator(".safe-file").waitFor();
  for (let at = 0; at < 12; at += 1) {
    await page.keyboard.press("Tab");
    const ring = await page.evaluate(() => {
      const style = getComputedStyle(document.activeElement);
      return document.activeElement === document.body || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
    });
    assert.ok(ring, "the focus is seen");
  }
  await page.close();
});

/** What has the focus, by its words. */
const focused = (page) => page.evaluate(() => (document.activeElement.getAttribute("aria-label") ?? document.activeElement.innerText ?? "").trim().split("\n")[0]);

/** Presses Tab until the focus is on something with these words; the focus is seen on the way. */
async function tabTo(page, words) {
  for (let at = 0; at < 40; at += 1) {
    await page.keyboard.press("Tab");
    const isSeen = await page.evaluate(() => {
      const own = getComputedStyle(document.activeElement);
      return own.outlineStyle !== "none" && parseFloat(own.outlineWidth) >= 2;
    });
    const now = await focused(page);
    assert.ok(isSeen || now === "", `the focus is not seen on ${now}`);
    if (now.includes(words)) return;
  }
  assert.fail(`Tab does not lead to ${words}`);
}

test("the review can be walked with Tab, arrows, Enter and Escape alone", async () => {
  const page = await fresh("home");
  await tabTo(page, "Drop a HAR file here");
  await page.keyboard.press("Enter");
  await page.locator("#headline").waitFor();
  await tabTo(page, "Review 14 credentials");
  await page.keyboard.press("Enter");
  await page.locator(".review .grid-body .masked").first().waitFor();
  await tabTo(page, "Make safe copy");
  await tabTo(page, "Credentials");
  await page.locator(".tab[data-focused]").waitFor();
  await tabTo(page, "Not grouped");
  await tabTo(page, "Service");
  await page.locator(".picks").waitFor();
  for (let at = 0; at < 20 && (await page.evaluate(() => document.activeElement.getAttribute("role"))) !== "grid"; at += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await page.locator("#credential-title").getByText("refresh token").waitFor();
  await tabTo(page, "Keep…");
  await page.keyboard.press("Enter");
  await page.locator(".ask-line input:focus").waitFor();
  await page.keyboard.type("Test tenant");
  await page.keyboard.press("Enter");
  await page.locator(".mark.tone-warn").first().waitFor();
  await page.waitForFunction(() => document.activeElement.textContent.includes("Keep…"));
  await page.keyboard.press("Enter");
  await page.locator(".ask-line input:focus").waitFor();
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement.textContent.includes("Keep…"));
  for (let at = 0; at < 40 && (await focused(page)) !== "Undo"; at += 1) await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector(".grid-body .mark.tone-warn .icon") === null || !document.querySelector(".grid-body").textContent.includes("kept"));
  await tabTo(page, "Make safe copy");
  await page.keyboard.press("Enter");
  await page.locator(".safe-file").waitFor();
  await page.waitForFunction(() => document.activeElement.id === "content");
  await tabTo(page, "Copy note for the ticket");
  await page.close();
});

test("a text is redacted by keyboard, and one that stands nowhere is told", async () => {
  const page = await fresh("review-request");
  await tabTo(page, "Type it instead");
  await page.keyboard.press("Enter");
  await page.locator(".redact-selection input:focus").waitFor();
  await page.keyboard.type("ab");
  await page.keyboard.press("Enter");
  await page.getByText("Three characters or more").waitFor();
  await page.keyboard.type(" stands nowhere");
  assert.equal(await page.evaluate(() => document.body.outerHTML.includes("ab stands nowhere")), false, "what is typed is in the field alone");
  await page.keyboard.press("Enter");
  await page.locator(".redact-selection").getByText("That stands nowhere in it").waitFor();
  await tabTo(page, "Type it instead");
  await page.keyboard.press("Enter");
  await page.locator(".redact-selection input:focus").waitFor();
  await page.keyboard.type("Facilities-4711");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector(".tab .meta").textContent === "15");
  await page.close();
});

/** Selects so many characters of a body, from where a text begins. */
function select(page, text, length = text.length) {
  return page.evaluate(
    ([text, length]) => {
      const walker = document.createTreeWalker(document.querySelector(".body .marked-text"), NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(text);
        if (at >= 0) return document.getSelection().setBaseAndExtent(node, at, node, at + length);
      }
    },
    [text, length],
  );
}

test("Escape leaves a question first, wherever in it the focus is", async () => {
  const page = await fresh("review-keep");
  await tabTo(page, "Keep it");
  await page.keyboard.press("Escape");
  await page.locator(".ask-line").waitFor({ state: "detached" });
  assert.equal(await page.locator(".review").count(), 1, "the review is still there");
  await page.keyboard.press("Escape");
  await page.locator("#headline").waitFor();
  await page.close();
});

test("the focus stays in the window when what had it is gone", async () => {
  const kept = async (page, name) => {
    await page.getByRole("button", { name }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name }).waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement.closest("main") !== null);
    await page.close();
  };
  await kept(await fresh("home-outcomes"), "Clear the list");
  await kept(await fresh("verify-ready"), "Take acme-login.scrubbed.report.json away");
  await kept(await fresh("verdict-refused-some"), "Close this message");
  await kept(await fresh("verify-clean"), "Check another file");
  for (const [screen, name] of [["review-keep", "See the request"], ["review-request", "Close the request"]]) {
    const page = await fresh(screen);
    await page.getByRole("button", { name }).focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.matches(".requests [role=grid]"));
    await page.close();
  }
  const page = await fresh("review-kept");
  const on = (name) => page.waitForFunction((words) => document.activeElement.textContent === words, name);
  await page.getByRole("button", { name: "Undo" }).focus();
  await page.keyboard.press("Enter");
  await on("Redo");
  await page.keyboard.press("Enter");
  await on("Undo");
  await page.close();
});

test("text over several lines is not taken, and says so", async () => {
  const page = await fresh("review-response");
  await select(page, "Printer 3", 80);
  await page.getByText("Select within one line").waitFor();
  assert.equal(await page.getByRole("button", { name: "Redact everywhere" }).count(), 0);
  await page.close();
});

test("a safe copy that was dropped in the wrong lane is verified without dropping it again", async () => {
  const page = await fresh("verdict-already");
  await page.getByRole("button", { name: "Verify it" }).click();
  await page.locator(".verify-files").getByText("acme-login.scrubbed.har").waitFor();
  await page.close();
});

test("a file that changed is looked into again with one press", async () => {
  const page = await fresh("trouble-changed");
  await page.getByRole("button", { name: "Look into it again" }).click();
  await page.locator("#headline").waitFor();
  await page.close();
});

test("a string to look at leads to its request", async () => {
  const page = await fresh("review-look");
  await page.getByRole("button", { name: "See the request" }).click();
  await page.locator("#request-title").waitFor();
  await page.close();
});

test("a safe file is dragged out and shown through the host", async () => {
  const page = await fresh("done");
  await page.getByRole("button", { name: "Show in folder" }).click();
  await page.getByRole("button", { name: "Open report" }).click();
  await page.locator(".drag-out").dispatchEvent("dragstart");
  assert.deepEqual((await called(page)).slice(-3), ["showInFolder 0", "openReport 0", "dragOut 0"]);
  await page.close();
});

test("of several safe files, each row acts on its own", async () => {
  const page = await fresh("done-bundle");
  const second = page.locator(".safe-file").nth(1);
  await second.getByText("console.scrubbed.log").waitFor();
  await second.getByRole("button", { name: "Show in folder: console.scrubbed.log" }).click();
  await second.getByRole("button", { name: "Open report: console.scrubbed.log" }).click();
  await second.locator(".drag-out").dispatchEvent("dragstart");
  assert.deepEqual((await called(page)).slice(-3), ["showInFolder 1", "openReport 1", "dragOut 1"]);
  assert.equal(await page.getByRole("button", { name: /^Show in folder/ }).count(), 2, "no button is for no file in particular");
  await page.close();
});

test("what is found is listed as it comes, bounded, and not read out row by row", async () => {
  const page = await fresh("scanning-thousands");
  const found = page.locator(".found-list li");
  assert.equal(await found.count(), 40);
  assert.match(await page.locator(".found-list > .meta").innerText(), /^[\d,]+ more are listed when the file is read\.$/);
  assert.equal(await page.locator(".found-list").locator("xpath=ancestor-or-self::*[@aria-live or @role='status' or @role='log']").count(), 0);
  const values = await page.evaluate(() => window.fake.values());
  const html = await page.content();
  assert.ok(values.every((value) => !html.includes(value)), "the list holds no value");
  await page.close();
});

test("a cancelled scan says so and leads back", async () => {
  const page = await fresh("trouble-cancelled");
  assert.match(await text(page, "#trouble"), /Cancelled/);
  await page.keyboard.press("Escape");
  await page.locator(".drop-area").waitFor();
  await page.close();
});

test("a safe copy that is cancelled leads back to the verdict", async () => {
  const page = await fresh("exporting");
  await page.keyboard.press("Escape");
  await page.locator("#headline").waitFor();
  await page.getByRole("button", { name: "Make safe copy" }).waitFor();
  await page.close();
});

test("how far a scan is can be heard", async () => {
  const page = await fresh("scanning");
  const heard = page.locator("[role=status][aria-live=polite]").filter({ hasText: "% done." });
  assert.match(await heard.first().textContent(), /^25% done\. \d+ credentials?, \d+ places$/);
  assert.equal(await page.getByRole("progressbar", { name: "Looking for credentials" }).count(), 1);
  await page.close();
});

test("a full disk offers another folder, and that works", async () => {
  const page = await fresh("trouble-disk-full");
  await page.getByRole("button", { name: "Save in another folder…" }).click();
  await page.locator(".safe-file").waitFor();
  await page.close();
});

test("a failed check leads to the review and copies a report without values", async () => {
  const page = await fresh("trouble-verification-failed");
  await page.getByRole("button", { name: "Copy a report without values" }).click();
  await page.getByText("Copied. It names").waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /absent: okta-session is in log/);
  await page.getByRole("button", { name: "Review the credentials" }).click();
  await page.locator(".review").waitFor();
  await page.close();
});

test("a value is shown while it is held, and covered again", async () => {
  const page = await fresh("review-credentials");
  const [value] = await page.evaluate(() => window.fake.values());
  const isShown = () => page.evaluate((secret) => document.documentElement.outerHTML.includes(secret), value);
  const button = page.getByRole("button", { name: "Hold to show the value" });
  assert.equal(await isShown(), false);
  await button.hover();
  await page.mouse.down();
  await page.locator("[data-revealed]").waitFor();
  assert.equal(await isShown(), true);
  await page.mouse.up();
  await page.locator("[data-revealed]").waitFor({ state: "detached" });
  assert.equal(await isShown(), false);
  await page.keyboard.press("Control+Shift+S");
  await page.locator("[data-revealed]").waitFor();
  await page.evaluate(() => window.dispatchEvent(new Event("blur")));
  await page.locator("[data-revealed]").waitFor({ state: "detached" });
  assert.equal(await isShown(), false, "leaving the window covers it");
  await page.close();
});

test("keeping needs a reason; undo and redo take it back and make it again", async () => {
  const page = await fresh("review-credentials");
  await page.keyboard.press("Control+k");
  await page.getByRole("button", { name: "Keep it" }).click();
  await page.getByText("Say why:").waitFor();
  await page.keyboard.type("Test tenant");
  await page.keyboard.press("Enter");
  const decision = page.locator(".grid-body .grid-row").first().locator("[role=gridcell]").last();
  await page.waitForFunction(() => document.querySelector(".grid-body .grid-row [role=gridcell]:last-child").textContent === "kept");
  await page.locator("h2").first().click();
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => document.querySelector(".grid-body .grid-row [role=gridcell]:last-child").textContent === "redacted");
  await page.keyboard.press("Control+Shift+z");
  await page.waitForFunction(() => document.querySelector(".grid-body .grid-row [role=gridcell]:last-child").textContent === "kept");
  assert.equal(await decision.innerText(), "kept");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.waitForFunction(() => document.querySelector(".grid-body .grid-row [role=gridcell]:last-child").textContent === "redacted");
  await page.getByTitle("There is no decision to take back.").getByRole("button", { name: "Undo", disabled: true }).waitFor();
  await page.getByTitle(/^Make it again, (Ctrl|⌘) \+ Shift \+ Z$/).getByRole("button", { name: "Redo", disabled: false }).waitFor();
  await page.close();
});

test("a decision can be for a whole service", async () => {
  const page = await fresh("review-credentials");
  await page.locator(".decision-bar .pick-button").click();
  await page.getByRole("option", { name: "all of Okta" }).click();
  await page.getByRole("button", { name: "Keep…" }).click();
  await page.keyboard.type("Test tenant");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => [...document.querySelectorAll(".grid-body [role=gridcell]:last-child")].filter((cell) => cell.textContent === "kept").length === 5);
  await page.close();
});

/** What the lines in sight say first, and which one the keys are on. */
const outline = (page) =>
  page.evaluate(() => {
    const grid = document.querySelector(".list [role=treegrid]");
    const words = (row) => (row.querySelector("strong") ?? row.firstElementChild).textContent.trim();
    return { chosen: words(document.getElementById(grid.getAttribute("aria-activedescendant"))), lines: grid.getAttribute("aria-rowcount") - 1 };
  });

test("groups are opened, closed and walked through as a tree", async () => {
  const page = await fresh("review-grouped");
  const press = async (key, chosen, lines) => {
    await page.keyboard.press(key);
    await page.waitForFunction(
      ([words, count]) => {
        const grid = document.querySelector(".list [role=treegrid]");
        const row = document.getElementById(grid.getAttribute("aria-activedescendant"));
        return row && (row.querySelector("strong") ?? row.firstElementChild).textContent.trim() === words && grid.getAttribute("aria-rowcount") === String(count + 1);
      },
      [chosen, lines],
      { timeout: 5000 },
    ).catch(async () => assert.deepEqual(await outline(page), { chosen, lines }, `after ${key}`));
  };
  assert.deepEqual(await outline(page), { chosen: "Okta", lines: 20 }, "14 credentials under 6 heads");
  await press("ArrowLeft", "Okta", 15);
  await press("ArrowLeft", "Okta", 15);
  await press("ArrowRight", "Okta", 20);
  await press("ArrowRight", "session cookie", 20);
  await press("ArrowDown", "identity token", 20);
  await press("ArrowLeft", "Okta", 20);
  await press("Enter", "Okta", 15);
  await press("ArrowDown", "Microsoft Entra", 15);
  await press("Space", "Microsoft Entra", 12);
  await press("End", "presigned address", 12);
  const heads = page.locator(".list .grid-row.head");
  assert.equal(await heads.first().getAttribute("aria-expanded"), "false");
  assert.equal(await heads.nth(2).getAttribute("aria-expanded"), "true");
  assert.equal(await heads.nth(2).getAttribute("aria-level"), "1");
  assert.equal(await heads.nth(2).getAttribute("aria-setsize"), "6");
  const under = page.locator(".list .grid-row.under").first();
  assert.deepEqual(await under.evaluate((row) => ["level", "posinset", "setsize"].map((name) => row.getAttribute(`aria-${name}`))), ["2", "1", "1"]);
  await page.close();
});

test("a head has the room of the cells that are empty beside its name", async () => {
  const page = await fresh("review-group");
  const names = page.locator(".list .grid-row.head strong");
  assert.equal(await names.first().innerText(), "acme-admin.okta.com");
  assert.ok(await names.first().evaluate((name) => name.scrollWidth <= name.clientWidth), "a host is read to its end");
  const state = page.locator(".list .grid-row.head").first().locator("[role=gridcell]").nth(1);
  assert.equal(await state.getAttribute("aria-colindex"), "3", "and what follows stands in its own column");
  await page.close();
});

test("a group that is folded by the mouse leaves the choice where it was, and the keys in the table", async () => {
  const page = await fresh("review-grouped");
  await page.locator(".grid-row.under").getByText("personal access token").click();
  await page.locator("#credential-title").getByText("personal access token").waitFor();
  await page.getByRole("button", { name: "Close Okta" }).click();
  await page.waitForFunction(() => document.querySelector(".list [role=treegrid]").getAttribute("aria-rowcount") === "16");
  assert.equal((await outline(page)).chosen, "personal access token");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("role")), "treegrid");
  await page.getByRole("button", { name: "Close all" }).click();
  await page.waitForFunction(() => document.querySelector(".list [role=treegrid]").getAttribute("aria-rowcount") === "7");
  assert.equal((await outline(page)).chosen, "GitHub", "its head, where it is folded away itself");
  await page.getByRole("button", { name: "Open all" }).click();
  await page.waitForFunction(() => document.querySelector(".list [role=treegrid]").getAttribute("aria-rowcount") === "21");
  await page.close();
});

test("a group is decided at once with one reason, and only what the filter shows of it", async () => {
  const page = await fresh("review-grouped");
  const kept = () => page.evaluate(() => [...document.querySelectorAll(".list .under [role=gridcell]:last-child")].filter((cell) => cell.textContent === "kept").length);
  await page.keyboard.press("Control+k");
  await page.getByText("One reason for all 5, printed in the report").waitFor();
  await page.keyboard.type("Test tenant");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector(".list .head [role=gridcell]:last-child").textContent === "kept");
  assert.equal(await kept(), 5);
  await page.waitForFunction(() => document.activeElement.getAttribute("role") === "treegrid");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Control+d");
  await page.waitForFunction(() => document.querySelector(".list .head [role=gridcell]:last-child").textContent === "4 kept");
  await page.keyboard.press("ArrowLeft");
  await page.getByRole("button", { name: "Redact", exact: true }).click();
  await page.waitForFunction(() => document.querySelector(".list .head [role=gridcell]:last-child").textContent === "redacted");
  await page.locator(".picks .pick-button").nth(4).click();
  await page.getByRole("option", { name: "expired" }).click();
  await page.locator(".decision-bar .pick-button").getByText("all 3 of Okta").waitFor();
  await page.getByRole("button", { name: "Keep…" }).click();
  await page.keyboard.type("Only those");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector(".list .head [role=gridcell]:last-child").textContent === "kept");
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.waitForFunction(() => document.querySelector(".list .head [role=gridcell]:last-child").textContent === "3 kept");
  await page.close();
});

test("groups go with sorting, and what they are is remembered", async () => {
  const page = await fresh("review-grouped");
  await page.locator(".list").getByRole("button", { name: "Places" }).click();
  await page.waitForFunction(() => [...document.querySelectorAll(".list .head strong")].slice(0, 3).map((head) => head.textContent).join() === "Okta,Microsoft Entra,Acme");
  await page.locator(".tab").nth(1).click();
  await page.locator(".requests .grid-row").first().waitFor();
  await page.locator(".tab").first().click();
  await page.locator(".list .grid-row.head").first().waitFor();
  assert.equal(await page.locator(".list [aria-sort]").innerText(), "Places", "a look at the requests changes nothing");
  await page.locator(".group-control .pick-button").click();
  await page.getByRole("option", { name: "Not grouped" }).click();
  await page.getByRole("grid", { name: "Credentials" }).waitFor();
  assert.equal(await page.locator(".grid-row.head").count(), 0);
  await page.close();
});

test("thousands of credentials are folded and scrolled with few elements", async () => {
  const page = await fresh("review-grouped-thousands");
  const grid = page.getByRole("treegrid");
  const heads = Number(await page.locator(".list .grid-row.head").first().getAttribute("aria-setsize"));
  assert.equal(await grid.getAttribute("aria-rowcount"), String(5201 + heads));
  await grid.focus();
  await page.keyboard.press("End");
  await page.waitForFunction((last) => document.querySelector(`.list [aria-rowindex="${last}"] .masked`) !== null, 5201 + heads);
  await page.keyboard.press("ArrowLeft");
  await page.locator("#group-title").waitFor();
  await page.keyboard.press("ArrowLeft");
  await page.waitForFunction((most) => Number(document.querySelector("[role=treegrid]").getAttribute("aria-rowcount")) < most, 5201 + heads);
  await page.getByRole("button", { name: "Close all" }).click();
  await page.waitForFunction((count) => document.querySelector("[role=treegrid]").getAttribute("aria-rowcount") === String(count + 1), heads);
  const elements = await page.evaluate(() => document.querySelectorAll("*").length);
  assert.ok(elements < 2500, `${elements} elements in the page`);
  await page.close();
});

/** Where the three panes of the review are. */
const panes = (page) => page.evaluate(() => [".panes > .list", ".beside > .detail", ".beside > .inside"].map((pane) => document.querySelector(pane).getBoundingClientRect().toJSON()));

test("table, places and what is inside stand beside each other, and below each other where it is narrow", async () => {
  const page = await fresh("review-jwt");
  await page.setViewportSize({ width: 1240, height: 760 });
  let [table, places, inside] = await panes(page);
  assert.ok(table.right <= places.left && places.right <= inside.left, "three panes");
  assert.ok(Math.abs(places.top - inside.top) < 2 && inside.bottom <= 760);
  await page.setViewportSize({ width: 1000, height: 760 });
  [table, places, inside] = await panes(page);
  assert.ok(table.right <= places.left && places.bottom <= inside.top && places.left === inside.left, "two panes, the third is a part of the second");
  await page.setViewportSize({ width: 620, height: 400 });
  [table, places, inside] = await panes(page);
  assert.ok(table.bottom <= places.top && places.bottom <= inside.top, "one below the other");
  await page.locator(".inside").getByText("https://acme-admin.okta.com").scrollIntoViewIfNeeded();
  await page.close();
});

test("what the keys choose is in sight in a window as small as a hand, above the bar", async () => {
  const page = await fresh("review-credentials");
  await page.setViewportSize({ width: 620, height: 380 });
  await page.getByRole("grid").first().focus();
  for (const [key, times] of [["ArrowDown", 9], ["ArrowUp", 9], ["End", 1], ["Home", 1]]) {
    for (let at = 0; at < times; at += 1) {
      await page.keyboard.press(key);
      await page.waitForFunction(() => {
        const row = document.querySelector(".list .grid-row[aria-selected=true]")?.getBoundingClientRect();
        const bar = document.querySelector(".decision-bar").getBoundingClientRect();
        const head = document.querySelector(".list .grid-head").getBoundingClientRect();
        return row && row.top >= Math.max(0, head.bottom) - 1 && row.bottom <= bar.top + 1;
      });
    }
  }
  await page.close();
});

test("a credential in which nothing can be read says so in its place", async () => {
  const page = await fresh("review-credentials");
  await page.locator(".inside").getByText("Nothing can be read in this value: it is only a key.").waitFor();
  await page.close();
});

test("filters, search and sorting narrow the table", async () => {
  const page = await fresh("review-credentials");
  const rows = () => page.locator(".list .grid").getAttribute("aria-rowcount");
  await page.keyboard.press("Control+f");
  await page.keyboard.type("entra");
  await page.waitForFunction(() => document.querySelector(".list .grid").getAttribute("aria-rowcount") === "4");
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.waitForFunction(() => document.querySelector(".list .grid").getAttribute("aria-rowcount") === "15");
  await page.locator(".picks .pick-button").nth(4).click();
  await page.getByRole("option", { name: "expired" }).click();
  await page.waitForFunction(() => document.querySelector(".list .grid").getAttribute("aria-rowcount") === "4");
  assert.equal(await rows(), "4");
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.locator(".list").getByRole("button", { name: "Places" }).click();
  await page.waitForFunction(() => document.querySelector(".list .grid-body .grid-row").textContent.includes("214"));
  await page.close();
});

test("text selected in a request is redacted everywhere", async () => {
  const page = await fresh("review-response");
  await select(page, "Facilities-4711");
  await page.getByRole("button", { name: "Redact everywhere" }).click();
  await page.waitForFunction(() => document.querySelector(".tab .meta").textContent === "15");
  assert.ok((await called(page)).includes("redactText"));
  const line = page.locator(".redact-selection > .meta");
  await line.getByText("Will be redacted everywhere it stands.").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.waitForFunction(() => document.querySelector(".tab .meta").textContent === "14");
  assert.equal(await line.innerText(), "Select text to redact it everywhere it stands.", "what is no longer true is no longer said");
  await page.close();
});

test("what is copied out of a request holds no part of a covered value", async () => {
  const page = await fresh("review-request");
  await page.evaluate(() => document.getSelection().selectAllChildren(document.querySelector(".request .tab-panel")));
  await page.keyboard.press("Control+c");
  const clip = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(clip, /t=default/, "the rest of the line is there");
  assert.match(clip, /covered, 312 characters/);
  const heads = await page.evaluate(() => [...document.querySelectorAll(".request .masked > [translate=no]:first-child")].map((each) => each.textContent));
  assert.ok(heads.length > 2);
  assert.deepEqual(heads.filter((head) => head && clip.includes(head)), []);
  await page.close();
});

test("markup in a file stays text", async () => {
  const page = await fresh("review-request");
  await page.getByText("<img src=x onerror").waitFor();
  assert.equal(await page.title(), "Scrubjay");
  assert.equal(await page.locator(".request img, .request script").count(), 0);
  await page.close();
});

test("5,200 credentials and 41,200 requests scroll with few elements", async () => {
  const page = await fresh("review-thousands");
  const grid = page.locator(".list .grid");
  assert.equal(await grid.getAttribute("aria-rowcount"), "5201");
  await grid.focus();
  await page.keyboard.press("End");
  await page.waitForFunction(() => document.querySelector('.list [aria-rowindex="5201"] .masked') !== null);
  await page.locator(".tab").nth(1).click();
  const requests = page.locator(".requests .grid");
  await requests.focus();
  await page.keyboard.press("End");
  await page.waitForFunction(() => document.querySelector('.requests [aria-rowindex="41201"] .code') !== null);
  const elements = await page.evaluate(() => document.querySelectorAll("*").length);
  assert.ok(elements < 2500, `${elements} elements in the page`);
  await page.close();
});

test("tasks of a file that was sent are ticked off, copied and saved", async () => {
  const page = await fresh("exposure-result");
  await page.getByText("0 of 4 tasks are done.").waitFor();
  const box = page.getByRole("checkbox", { name: "Ask the vendor to delete the file" });
  await box.focus();
  await page.keyboard.press("Space");
  await page.getByText("1 of 4 tasks are done.").waitFor();
  await page.keyboard.press("Space");
  await page.getByText("0 of 4 tasks are done.").waitFor();
  await page.getByRole("button", { name: "Copy the tasks for a ticket" }).click();
  await page.getByText("Copied. It names tasks").first().waitFor();
  await page.getByRole("button", { name: "Save as a table…" }).click();
  await page.getByText("Saved as acme-login.exposure.csv.").first().waitFor();
  await page.getByRole("button", { name: "Another file" }).click();
  await page.locator(".drop-area").waitFor();
  assert.deepEqual(await called(page), ["tick file.delete true", "tick file.delete false", "saveExposure csv", "closeExposure"]);
  await page.close();
});

test("a file that was looked at with other settings says so, and is looked at again with one press", async () => {
  const page = await fresh("verdict-older");
  await page.getByText("This file was looked at with other settings than those set now.").waitFor();
  await page.getByRole("button", { name: "Look again" }).click();
  await page.locator("#headline").waitFor();
  await page.locator(".refused").waitFor({ state: "detached" });
  assert.ok((await called(page)).includes("reopen"));
  await page.close();
});

test("keys can be changed, and keys that are taken are refused", async () => {
  const page = await fresh("settings");
  await page.getByRole("button", { name: "Change the keys for: Make safe copy" }).click();
  await page.keyboard.press("Control+k");
  await page.getByText("is taken by: Keep").waitFor();
  await page.keyboard.press("Control+m");
  await page.getByRole("button", { name: "Back to the built-in keys" }).waitFor();
  await page.keyboard.press("Control+1");
  await page.evaluate(() => window.fake.drop());
  await page.locator("#headline").waitFor();
  await page.keyboard.press("Control+m");
  await page.locator(".safe-file").waitFor();
  await page.close();
});

test("nothing moves where less motion is asked for", async () => {
  /** What would move, on this screen. */
  const moving = (page) =>
    page.evaluate(() => {
      const durations = (style) => `${style.transitionDuration}, ${style.animationDuration}`.split(", ").map(parseFloat);
      const found = [];
      for (const element of document.querySelectorAll("*")) {
        for (const part of [null, "::before", "::after"]) {
          const style = getComputedStyle(element, part);
          if (durations(style).some((time) => time > 0) || style.scrollBehavior === "smooth") found.push(`${element.className}${part ?? ""}`);
        }
      }
      return found;
    });
  for (const name of ["home", "scanning", "exporting", "verdict", "review-grouped", "review-request", "done", "settings", "help", "exposure-running", "verify-ready"]) {
    const page = await fresh(name);
    await page.emulateMedia({ reducedMotion: "no-preference" });
    const usual = await moving(page);
    if (name === "scanning") assert.ok(usual.includes("fill"), "the bar glides where nobody minds");
    await page.emulateMedia({ reducedMotion: "reduce" });
    assert.deepEqual(await moving(page), [], name);
    await page.close();
  }
});

test("a shortcut works wherever the focus is, and not while a question is asked", async () => {
  const page = await fresh("verdict");
  await page.getByRole("button", { name: "Another file" }).focus();
  await page.keyboard.press("Control+Enter");
  await page.locator(".safe-file").waitFor();
  await page.close();
  const asked = await fresh("review-keep");
  await asked.keyboard.type("Test tenant");
  await asked.keyboard.press("Control+d");
  await asked.keyboard.press("Control+1");
  assert.equal(await asked.locator(".ask-line input").inputValue(), "Test tenant");
  await asked.close();
});

test("keys that everybody needs cannot be taken, and whoever goes on is not asked any more", async () => {
  const page = await fresh("settings");
  const change = page.getByRole("button", { name: "Change the keys for: Redact" });
  await change.click();
  for (const [keys, said] of [["Shift+Tab", "Shift + Tab"], ["Enter", "Enter"], ["Control+c", "Ctrl + C"], ["Space", "Space"], ["ArrowDown", "ArrowDown"]]) {
    await page.keyboard.press(keys);
    await page.getByText(`${said} is needed to walk through the window.`).waitFor();
  }
  await page.getByRole("radio", { name: "Strict" }).focus();
  await page.getByText("Press the new keys.").waitFor({ state: "detached" });
  await page.keyboard.press("Control+j");
  assert.equal(await page.getByRole("button", { name: "Back to the built-in keys" }).count(), 0);
  await page.close();
});

test("what is to look at in a large file is known with its copy", async () => {
  const page = await fresh("look-later");
  await page.getByText("A large file is searched for strings to look at when its safe copy is made.").waitFor();
  assert.equal(await page.locator(".tab").nth(2).innerText(), "To look at", "no figure that is not known");
  await page.keyboard.press("Control+Enter");
  await page.locator(".safe-file").waitFor();
  await page.keyboard.press("Control+e");
  await page.locator(".tab").nth(2).click();
  await page.getByText("There is nothing to look at.").waitFor();
  await page.close();
});

test("everything is drawn larger and smaller, by keys and by buttons, and that is remembered", async () => {
  const page = await fresh("verdict");
  const asked = async () => (await called(page)).filter((call) => call.startsWith("zoom"));
  for (const keys of ["Control+=", "Control++", "Control+-", "Control+0"]) await page.keyboard.press(keys);
  await page.waitForFunction(() => window.fake.calls.filter((call) => call.startsWith("zoom")).length >= 4);
  assert.deepEqual(await asked(), ["zoom 110", "zoom 125", "zoom 110", "zoom 100"]);
  await page.getByText("100%", { exact: true }).first().waitFor({ state: "attached" });
  await page.keyboard.press("Control+,");
  await page.getByRole("button", { name: "Larger", exact: true }).click();
  await page.getByRole("region", { name: "Size of text and everything else" }).getByText("110%").waitFor();
  await page.getByRole("button", { name: "As usual", exact: true }).click();
  await page.getByRole("region", { name: "Size of text and everything else" }).getByText("100%").waitFor();
  await page.close();
});

test("a file without credentials says so in the review", async () => {
  const page = await fresh("review-nothing");
  await page.locator(".empty").getByText("Nothing that we recognise as a credential is in it.").waitFor();
  assert.equal(await page.getByText("Choose a credential").count(), 0);
  await page.close();
});

test("forced colours keep every state readable", async () => {
  const forced = await browser.newContext({ forcedColors: "active", viewport: { width: 1180, height: 760 } });
  const page = await open(forced, server.url, "review-credentials");
  const bar = await page.evaluate(() => getComputedStyle(document.querySelector(".masked .covered")).backgroundColor);
  assert.notEqual(bar, await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
  const scanning = await open(forced, server.url, "scanning");
  const [fill, rest] = await scanning.evaluate(() => [".fill", ".track"].map((part) => getComputedStyle(document.querySelector(`.progress ${part}`)).backgroundColor));
  assert.notEqual(fill, rest, "how far it is can be seen");
  assert.equal(rest, await scanning.evaluate(() => getComputedStyle(document.querySelector(".card")).backgroundColor), "what is to come is empty");
  await forced.close();
});

test("the window asks no other address", async () => {
  const page = await context.newPage();
  const others = [];
  page.on("request", (request) => !request.url().startsWith(server.url) && others.push(request.url()));
  await page.goto(`${server.url}?scenario=story&step=8`);
  await page.locator(".drop-area").waitFor();
  await toRequest(page);
  assert.deepEqual(others, []);
  const answer = await page.evaluate(() => fetch("https://example.com/").then(() => "reached", () => "refused"));
  assert.equal(answer, "refused", "the content policy holds");
  await page.close();
});
