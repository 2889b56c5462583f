// The window: motion, size, colours, addresses; and the tasks of a file that was sent.
import assert from "node:assert/strict";

import { test } from "../bounded.mjs";
import { open, toRequest } from "../browser.mjs";
import { browser, called, context, fresh, server } from "../lane.mjs";

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
