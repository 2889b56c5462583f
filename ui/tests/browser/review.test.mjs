// The review: values held open, decisions, panes, filters, long tables.
import assert from "node:assert/strict";

import { test } from "../bounded.mjs";
import { fresh } from "../lane.mjs";

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

test("a file without credentials says so in the review", async () => {
  const page = await fresh("review-nothing");
  await page.locator(".empty").getByText("Nothing that we recognise as a credential is in it.").waitFor();
  assert.equal(await page.getByText("Choose a credential").count(), 0);
  await page.close();
});
