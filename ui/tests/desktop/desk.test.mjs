// The real window among others on a display: the system's dialogs, files dragged in and out.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { after, before, test } from "../bounded.mjs";
import { capture, session, signature } from "./capture.mjs";
import { answer, drag, hasHands, neighbour, press, until } from "./desk.mjs";
import { Window, built, startDriver } from "./driver.mjs";

const programs = built();
// A name that means something else in an address.
const name = "a b#1 ü%20 login";
const beside = { x: 1200, y: 100 };
let folder;
let driver;
let window;

before(async () => {
  assert.ok(hasHands, "these tests need xdotool and the Python of GTK: apt-get install xdotool python3-gi gir1.2-gtk-3.0");
  folder = mkdtempSync(join(tmpdir(), "scrubjay-desk-"));
  const home = join(folder, "home");
  mkdirSync(home);
  // Without a portal the dialogs are drawn by the toolkit, in the window's own process.
  driver = await startDriver({ HOME: home, XDG_CONFIG_HOME: join(home, "config"), XDG_DATA_HOME: join(home, "data"), XDG_CACHE_HOME: join(home, "cache"), GTK_USE_PORTAL: "0" });
  window = await Window.open(driver, programs.desktop, []);
});

after(async () => {
  await window?.close();
  driver?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Where something of our window is on the display, in a window whose content is drawn `zoom` times as large. */
async function placeOf(selector, zoom = 1) {
  const [x, y] = await window.run("const box = document.querySelector(arguments[0]).getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2];", selector);
  const frame = await window.run("return [screenX + (outerWidth - innerWidth * arguments[0]), screenY + (outerHeight - innerHeight * arguments[0])];", zoom);
  return { x: x * zoom + frame[0], y: y * zoom + frame[1] };
}

test("a file is chosen in the system's dialog", async () => {
  const input = join(folder, "plain.har");
  writeFileSync(input, JSON.stringify(capture(12), null, 1));
  await window.wait(".drop-area");
  await window.click(".drop-area");
  await answer("Choose files", input);
  await window.wait("#headline", { text: "log someone in" });
});

test("selected text goes from the whole copy, which is saved in another folder", async () => {
  await window.click(".case-head .button", "Review");
  await window.wait(".review .grid-body .masked");
  await window.click(".tab", "Requests");
  await window.wait(".requests .grid-row[aria-rowindex='2'] .code");
  await window.click(".requests .grid-row[aria-rowindex='2']");
  await window.wait(".request .tab");
  await window.click(".request .tab", "Response");
  await window.wait(".body", { text: "lorem ipsum" });
  await window.run(
    `const walker = document.createTreeWalker(document.querySelector(".body .marked-text"), NodeFilter.SHOW_TEXT);
     for (let node = walker.nextNode(); node; node = walker.nextNode()) {
       const at = node.data.indexOf("lorem ipsum");
       if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + 11);
     }`,
  );
  await window.wait(".redact-selection .code", { text: "lorem ipsum" });
  await window.click(".redact-selection .button", "Redact everywhere");
  await window.wait(".redact-selection", { text: "Will be redacted" });
  await window.click(".case-head .button[aria-label='Back to the verdict']");
  const other = join(folder, "other");
  mkdirSync(other);
  await window.click(".headline .button", "Save in another folder");
  await answer("Choose a folder for the safe copy", `${other}/`);
  await window.wait(".safe-file", { text: "plain.scrubbed.har" });
  const copy = readFileSync(join(other, "plain.scrubbed.har"), "utf8");
  assert.equal([session, signature, "lorem ipsum"].some((text) => copy.includes(text)), false);
  assert.ok(!existsSync(join(folder, "plain.scrubbed.har")), "nothing is written beside the original");
});

test("the safe file is dragged into another program, under its whole name", async () => {
  const input = join(folder, `${name}.har`);
  writeFileSync(input, JSON.stringify(capture(12), null, 1));
  await once(spawn(programs.desktop, [input], { env: driver.env, stdio: "ignore" }), "exit");
  await window.wait(".verdict .case-head", { text: name });
  await window.click(".headline .button.primary");
  await window.wait(".safe-file");
  const taken = join(folder, "taken.txt");
  const taker = await neighbour("take", beside, taken);
  await drag(await placeOf(".drag-out"), taker.center);
  await until("the file", () => existsSync(taken) && readFileSync(taken, "utf8"));
  taker.stop();
  assert.equal(readFileSync(taken, "utf8"), pathToFileURL(join(folder, `${name}.scrubbed.har`)).href);
  assert.match(await window.wait(".safe-file"), /Drag me out/, "the window answers");
});

test("a safe file that is let go over the window itself stays where it is", async () => {
  await drag(await placeOf(".drag-out"), await placeOf(".done > .row:last-child .button"));
  // A second drag that arrives shows that the first one is over.
  const taken = join(folder, "again.txt");
  const taker = await neighbour("take", beside, taken);
  await drag(await placeOf(".drag-out"), taker.center);
  await until("the file", () => existsSync(taken));
  taker.stop();
  assert.match(await window.wait(".safe-file"), /Drag me out/);
});

/** Does something up to five times, until what it waits for comes. */
async function again(attempt) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt(6_000);
    } catch (error) {
      if (tries === 5) throw error;
    }
  }
}

test("a safe copy and its report that are dropped are verified", async () => {
  await again(async (ms) => {
    await window.click(".rail-item", "Verify");
    await window.wait(".verify .drop-area", { ms });
  });
  const giver = await neighbour("give", beside, join(folder, `${name}.scrubbed.har`), join(folder, `${name}.scrubbed.report.json`));
  // On a busy machine the system may miss a drag that it has not seen begin: a person drags again.
  await again(async (ms) => {
    await drag(giver.center, await placeOf(".verify .drop-area"));
    await window.wait(".verify-files", { text: `${name}.scrubbed.report.json`, ms });
  });
  giver.stop();
  await window.click(".verify .button.primary");
  await window.wait(".notice.good", { text: "its bytes are those of the report" });
  assert.ok(readdirSync(folder).every((each) => !each.startsWith(".scrubjay-")), "no temporary file is left");
});

test("a press in an enlarged window lands on what is drawn under the pointer", async () => {
  await press(await placeOf(".rail .last .rail-item"));
  await window.wait(".settings");
  for (const share of ["110", "125", "150"]) {
    // By the page itself: where the driver would click is not what is tested.
    await window.run("[...document.querySelectorAll('.settings button')].find((each) => each.textContent === 'Larger').click();");
    await window.wait(".settings .end", { text: share });
  }
  await window.run("document.querySelectorAll('.rail-item')[2].id = 'to-verify';");
  await press(await placeOf("#to-verify", 1.5));
  await window.wait(".verify");
  assert.equal(await window.run("return document.querySelector('.rail-item[aria-current=page]').id;"), "to-verify");
});
