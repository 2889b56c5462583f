// Requests and their bodies: what is selected, redacted, copied.
import assert from "node:assert/strict";

import { test } from "../bounded.mjs";
import { called, fresh } from "../lane.mjs";

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

test("text over several lines is not taken, and says so", async () => {
  const page = await fresh("review-response");
  await select(page, "Printer 3", 80);
  await page.getByText("Select within one line").waitFor();
  assert.equal(await page.getByRole("button", { name: "Redact everywhere" }).count(), 0);
  await page.close();
});

test("a string to look at leads to its request", async () => {
  const page = await fresh("review-look");
  await page.getByRole("button", { name: "See the request" }).click();
  await page.locator("#request-title").waitFor();
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
