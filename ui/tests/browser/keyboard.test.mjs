// The lanes by keyboard alone: where the focus goes, which keys do what.
import assert from "node:assert/strict";

import { test } from "../bounded.mjs";
import { fresh } from "../lane.mjs";

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
