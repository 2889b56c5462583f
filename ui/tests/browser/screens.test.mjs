// Every screen and state, over the fake host: nothing for axe to say, no word outside the catalogue, no policy broken.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { after, before, test } from "../bounded.mjs";
import { launch, open, screens } from "../browser.mjs";
import { serve } from "../serve.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let server;
let browser;
let light;
let dark;

before(async () => {
  server = await serve();
  browser = await launch();
  // The content policy forbids scripts from outside; axe comes in beside it, through the debugger.
  light = await browser.newContext({ viewport: { width: 1180, height: 760 }, colorScheme: "light", reducedMotion: "reduce" });
  dark = await browser.newContext({ viewport: { width: 1180, height: 760 }, colorScheme: "dark", reducedMotion: "reduce" });
});

after(async () => {
  await browser.close();
  server.close();
});

async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return result.violations.map((each) => `${each.id}: ${each.nodes.map((node) => `${node.target} ${node.failureSummary}`).join(" | ")}`);
}

/** Values of the fake that can be read anywhere in the page. */
function leaks(page) {
  return page.evaluate(() => {
    const fields = [...document.querySelectorAll("input, textarea")].map((field) => field.value);
    const asked = performance.getEntries().map((entry) => entry.name);
    const kept = [document.title, location.href, history.state, { ...localStorage }, { ...sessionStorage }, document.cookie, window.name, fields, asked];
    const html = document.documentElement.outerHTML + JSON.stringify(kept);
    return window.fake.values().filter((value) => html.includes(value)).length;
  });
}

for (const name of Object.keys(screens)) {
  test(`${name}: nothing for axe to say, nothing secret in the page, no policy broken`, async () => {
    for (const context of [light, dark]) {
      const complaints = [];
      context.once("page", (page) => page.on("console", (message) => complaints.push(message.text())));
      const page = await open(context, server.url, name);
      assert.deepEqual(await violations(page), [], `${name} ${context === dark ? "dark" : "light"}`);
      assert.equal(await leaks(page), 0, "a covered value is in the page");
      assert.equal(await page.evaluate(() => document.getAnimations().length), 0, "less motion was asked for");
      assert.deepEqual(complaints, [], "the console has complaints");
      assert.equal(await page.title(), "Scrubjay", "the title names the program and nothing else");
      await page.close();
    }
  });

  test(`${name}: every word is from the catalogue`, async () => {
    const page = await open(light, server.url, name, { locale: "pseudo" });
    const strays = await page.evaluate(() => {
      const found = [];
      // The native twin of a list of choices repeats them for the system and is seen by nobody.
      const isData = (element) => element.closest("[translate=no], [aria-hidden=true] select") !== null;
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.data.trim();
        if (!/\p{L}/u.test(text) || isData(node.parentElement)) continue;
        // A sentence with parts of the page in it is one message over several nodes.
        const whole = node.parentElement.closest("p, h1, h2, li, span, button, label, dt, dd, div")?.textContent ?? "";
        const above = node.parentElement.parentElement?.textContent ?? "";
        if (!text.includes("⟦") && !whole.includes("⟦") && !above.includes("⟦")) found.push(text);
        else if (!text.includes("⟦") && !/[àéïôûçñÿÀÉÎÖÜ·⟧]/.test(text)) found.push(text);
      }
      for (const element of document.querySelectorAll("[aria-label], [title], [placeholder]")) {
        for (const attribute of ["aria-label", "title", "placeholder"]) {
          const text = element.getAttribute(attribute);
          if (text && /\p{L}/u.test(text) && !text.includes("⟦") && !isData(element)) found.push(`${attribute}=${text}`);
        }
      }
      return found;
    });
    assert.deepEqual(strays, []);
    await page.close();
  });

  test(`${name}: fits a small window and large text`, async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 300 }, reducedMotion: "reduce" });
    const page = await open(context, server.url, name);
    for (const [width, height] of [[360, 300], [590, 380]]) {
      await page.setViewportSize({ width, height });
      await page.waitForFunction((wide) => innerWidth === wide, width);
      const over = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth || document.querySelector(".content").scrollWidth > document.querySelector(".content").clientWidth);
      assert.equal(over, false, `the page scrolls sideways at ${width} pixels`);
    }
    const small = await page.evaluate(() =>
      [...document.querySelectorAll("button, a[href], input, [role=tab], [role=radio], summary, .tick, .radio")]
        .filter((element) => element.checkVisibility() && !element.closest(".unseen, .skip") && !element.matches("[type=radio], [type=checkbox], [tabindex='-1']:not(button), [aria-hidden=true] *"))
        .map((element) => ({ box: element.getBoundingClientRect(), name: element.outerHTML.slice(0, 80) }))
        .filter(({ box }) => box.width > 1 && (box.width < 24 || box.height < 24))
        .map(({ box, name }) => `${box.width}x${box.height} ${name}`),
    );
    assert.deepEqual(small, [], "targets under 24 px");
    await context.close();
  });
}
