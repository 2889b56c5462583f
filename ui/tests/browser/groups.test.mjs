// Credentials gathered under heads: opened, closed, walked through, decided at once.
import assert from "node:assert/strict";

import { test } from "../bounded.mjs";
import { fresh } from "../lane.mjs";

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
