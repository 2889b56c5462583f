// The real window: a file given as an argument is scanned, reviewed, made safe, and the copy checked by the command line.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { after, before, test } from "../bounded.mjs";
import { capture, hostile, session, signature } from "./capture.mjs";
import { Window, built, startDriver } from "./driver.mjs";

// Outside the hooks: what has to be built first takes longer than a hook may.
const programs = built();
let folder;
let driver;
let window;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "scrubjay-desktop-"));
  const home = join(folder, "home");
  mkdirSync(home);
  driver = await startDriver({ HOME: home, XDG_CONFIG_HOME: join(home, "config"), XDG_DATA_HOME: join(home, "data"), XDG_CACHE_HOME: join(home, "cache") });
});

after(async () => {
  await window?.close();
  driver?.stop();
  if (!process.env.SCRUBJAY_KEEP) rmSync(folder, { recursive: true, force: true });
});

const input = () => join(folder, "acme-login.har");
const output = () => join(folder, "acme-login.scrubbed.har");

async function picture(name) {
  if (process.env.SCRUBJAY_PICTURES) writeFileSync(join(process.env.SCRUBJAY_PICTURES, `${name}.png`), await window.screenshot());
}

function isIn(page) {
  return [session, signature].some((secret) => page.includes(secret));
}

/** All that the page holds: what is drawn, what names it, what is kept, typed and asked for. */
const page = () =>
  window.run(
    `const fields = [...document.querySelectorAll("input, textarea")].map((field) => field.value);
     const asked = performance.getEntries().map((entry) => entry.name);
     const kept = [document.title, location.href, history.state, Object.assign({}, localStorage, sessionStorage), document.cookie, window.name, fields, asked];
     return document.documentElement.outerHTML + JSON.stringify(kept);`,
  );

test("a file given as an argument is scanned at once", async () => {
  writeFileSync(input(), JSON.stringify(capture(40), null, 1));
  window = await Window.open(driver, programs.desktop, [input()]);
  const headline = await window.wait("#headline");
  await picture("verdict");
  assert.match(headline, /log someone in as anna@… at admin\.acme\.example/);
  assert.equal(isIn(await page()), false, "no value is in the page");
  assert.equal(await window.title(), "Scrubjay");
});

test("what is in the file stays text, and no value is in the page", async () => {
  await window.click(".case-head .button", "Review");
  await window.wait(".review .grid-body .masked");
  await picture("review");
  await window.click(".tab", "Requests");
  await window.wait(".requests .grid-row[aria-rowindex='2'] .code");
  await window.click(".requests .grid-row[aria-rowindex='2']");
  await window.wait(".request", { text: hostile });
  await window.click(".request .tab", "Response");
  await window.wait(".body", { text: "<script>" });
  await picture("request");
  assert.equal(await window.run("return document.querySelectorAll('.review img, .review script').length"), 0);
  assert.equal(await window.title(), "Scrubjay", "no script of the file ran");
  assert.equal(isIn(await page()), false, "no value is in the page");
});

test("a value is shown for a moment only when it is asked for", async () => {
  await window.click(".tab", "Credentials");
  await window.wait(".pane.detail .masked");
  await window.run("document.querySelector('.pane.detail .button.icon-only').focus()");
  await window.type(".pane.detail .button.icon-only", "\uE007");
  await window.wait("[data-revealed]");
  assert.equal(isIn(await page()), true);
  await window.run("document.activeElement.blur()");
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(isIn(await page()), false, "it is covered again");
});

test("a decision is made with a reason and taken back", async () => {
  await window.click(".decision-bar .button", "Keep");
  await window.wait(".ask-line .input");
  await window.type(".ask-line .input", "Test account, deleted");
  await window.click(".ask-line .button", "Keep it");
  await window.wait(".grid-body .grid-row [role=gridcell]:last-child", { text: "kept" });
  await window.click(".take-back .button", "Undo");
  await window.wait(".grid-body .grid-row [role=gridcell]:last-child", { text: "redacted" });
});

test("credentials are grouped, a group is decided with one reason, and what is grouped by is remembered", async () => {
  const pick = async (words) => {
    await window.click(".group-control .pick-button");
    await window.wait(".list-box-item:last-child", { text: "By rule" });
    await window.click(".list-box-item", words);
  };
  await pick("By host");
  await window.wait(".grid-row.head", { text: "admin.acme.example" });
  await window.click(".grid-row.head");
  await window.wait("#group-title", { text: "admin.acme.example" });
  await window.type(".list [role=treegrid]", "\uE012");
  await window.wait(".grid-row.head[aria-expanded=false]");
  await window.click(".decision-bar .button", "Keep");
  await window.wait(".ask-line .input");
  await window.type(".ask-line .input", "Test tenant");
  await window.click(".ask-line .button", "Keep it");
  await window.wait(".grid-row.head [role=gridcell]:last-child", { text: "kept" });
  await window.click(".take-back .button", "Undo");
  await window.wait(".grid-row.head [role=gridcell]:last-child", { text: "redacted" });
  const kept = join(driver.env.XDG_CONFIG_HOME, "app.scrubjay.desktop", "settings.json");
  assert.equal(JSON.parse(readFileSync(kept, "utf8")).seen.group, "host");
  await picture("group");
  assert.equal(isIn(await page()), false, "no value is in the page");
  await pick("Not grouped");
  await window.wait("[role=grid][aria-label=Credentials] .grid-row");
});

test("everything is drawn larger, and as usual again", async () => {
  const width = () => window.run("return innerWidth;");
  // By keys: the driver's pointer counts in the lengths of a window that is not drawn larger.
  const press = (key) => window.type("#content", `\uE009${key}\uE000`);
  const until = async (expected) => {
    for (let tries = 0; tries < 200 && Math.abs((await width()) - expected) > 3; tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    assert.ok(Math.abs((await width()) - expected) <= 3, `${await width()} instead of ${expected}`);
  };
  const usual = await width();
  for (const size of [1.1, 1.25, 1.5]) {
    await press("+");
    await until(usual / size);
  }
  await picture("larger");
  await press("0");
  await until(usual);
});

test("the safe copy is written, and the command line agrees that it holds", async () => {
  await window.click(".case-head .button", "Make safe copy");
  await window.wait(".safe-file", { text: "acme-login.scrubbed.har" });
  await picture("done");
  assert.ok(readdirSync(folder).every((name) => !name.startsWith(".scrubjay-")), "no temporary file is left");
  const copy = readFileSync(output(), "utf8");
  assert.equal(isIn(copy), false);
  assert.equal(JSON.parse(copy).log.entries.length, 40);
  const { status, stdout, stderr } = spawnSync(programs.cli, ["verify", output(), "--original", input()], { encoding: "utf8" });
  assert.equal(status, 0, `scrubjay verify: ${stdout}${stderr}`);
});

test("a second start hands its file to the window that is there, wrapped as it is", async () => {
  const second = join(folder, "second.har.gz");
  writeFileSync(second, gzipSync(JSON.stringify(capture(25))));
  const started = spawn(programs.desktop, [second], { env: driver.env, stdio: "ignore" });
  const [code] = await once(started, "exit");
  assert.equal(code, 0, "the second start ends, the window stays");
  await window.wait(".case-head", { text: "second.har.gz" });
  await window.click(".case-head .button", "Review");
  await window.wait(".review .grid-body .masked");
  await window.click(".tab", "Requests");
  await window.wait(".requests .grid-row[aria-rowindex='2']", { text: "/api/v1/items/" });
  assert.equal(await window.run("return document.querySelector('.requests .grid').getAttribute('aria-rowcount')"), "26");
  assert.equal(isIn(await page()), false, "no value is in the page");
});

test("what is found is listed while the file is read, and no value is in the list", async () => {
  // Put in place beforehand: it writes down what the list showed, however short the scan is.
  await window.run(
    `window.listed = [];
     new MutationObserver(() => {
       const rows = [...document.querySelectorAll(".found-list li")];
       if (rows.length > 0) window.listed.push(rows.map((row) => row.outerHTML));
     }).observe(document.getElementById("root"), { childList: true, subtree: true });`,
  );
  const third = join(folder, "third.har");
  writeFileSync(third, JSON.stringify(capture(600, { bodyBytes: 60_000 })));
  const started = spawn(programs.desktop, [third], { env: driver.env, stdio: "ignore" });
  await once(started, "exit");
  await window.wait(".case-head", { text: "third.har" });
  const listed = await window.run("return window.listed;");
  assert.ok(listed.length > 0, "the list was shown before the verdict");
  const last = listed.at(-1);
  assert.equal(last.length, 3, "session, token and whose it is, each once, though they stand in every request");
  assert.ok(last.every((row) => row.includes("admin.acme.example")));
  assert.ok(listed.every((rows) => rows.every((row, at) => row === last[at])), "a row that is there stays as it is");
  assert.equal(isIn(JSON.stringify(listed)), false, "no value is in the list");
});

test("a file that was sent is told step by step, and what is ticked off is remembered without a value", async () => {
  await window.click(".rail-item", "I already sent it");
  await window.wait(".exposure .drop-area");
  const started = spawn(programs.desktop, [input()], { env: driver.env, stdio: "ignore" });
  await once(started, "exit");
  await window.wait(".exposure .steps .task");
  await window.click(".tick");
  await window.wait(".task[data-done]");
  await picture("exposure");
  assert.equal(isIn(await page()), false, "no value is in the page");
  const ticks = join(driver.env.XDG_CONFIG_HOME, "app.scrubjay.desktop", "ticks.json");
  assert.equal(Object.keys(JSON.parse(readFileSync(ticks, "utf8"))).length, 1, "one file is remembered, by its hash");
});

test("the window reaches no network address", async () => {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.setHeader("access-control-allow-origin", "*").end("reached");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const to = `127.0.0.1:${server.address().port}`;
  await window.run(
    `const to = arguments[0];
     fetch("http://" + to + "/fetch", { mode: "no-cors" }).catch(() => 0);
     try { const x = new XMLHttpRequest(); x.open("GET", "http://" + to + "/xhr"); x.send(); } catch {}
     try { new WebSocket("ws://" + to + "/socket"); } catch {}
     try { new EventSource("http://" + to + "/events"); } catch {}
     try { navigator.sendBeacon("http://" + to + "/beacon", "x"); } catch {}
     new Image().src = "http://" + to + "/image";
     const add = (name, more) => document.head.append(Object.assign(document.createElement(name), more));
     add("script", { src: "http://" + to + "/script" });
     add("link", { rel: "stylesheet", href: "http://" + to + "/style" });
     add("link", { rel: "prefetch", href: "http://" + to + "/prefetch" });
     add("iframe", { src: "http://" + to + "/frame" });
     const form = Object.assign(document.createElement("form"), { action: "http://" + to + "/form", method: "post" });
     document.body.append(form); form.submit();
     window.open("http://" + to + "/window");
     setTimeout(() => { location.href = "http://" + to + "/navigation"; }, 50);`,
    to,
  );
  await new Promise((resolve) => setTimeout(resolve, 2500));
  server.close();
  assert.deepEqual(asked, []);
  assert.match(await window.address(), /^tauri:\/\/localhost/, "the window stayed where it is");
});

test("the window may call its own commands and nothing else", async () => {
  const answer = await window.run(
    `return Promise.all(["plugin:event|emit", "plugin:window|close", "plugin:fs|read_file", "plugin:shell|execute"].map((name) =>
       window.__TAURI_INTERNALS__.invoke(name, {}).then(() => name + " answered", () => "refused")));`,
  );
  assert.deepEqual([...new Set(answer)], ["refused"]);
});
