// From a file to a safe copy: what is found on the way, what is done with the copy, what goes wrong.
import assert from "node:assert/strict";

import { test } from "../bounded.mjs";
import { called, fresh, text } from "../lane.mjs";

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

test("a file that was looked at with other settings says so, and is looked at again with one press", async () => {
  const page = await fresh("verdict-older");
  await page.getByText("This file was looked at with other settings than those set now.").waitFor();
  await page.getByRole("button", { name: "Look again" }).click();
  await page.locator("#headline").waitFor();
  await page.locator(".refused").waitFor({ state: "detached" });
  assert.ok((await called(page)).includes("reopen"));
  await page.close();
});
