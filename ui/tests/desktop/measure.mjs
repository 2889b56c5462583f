// Measures the real window with a recording of so many MB, or its start with none: `npm run measure:desktop -- 100`.
import { mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, writeSync, closeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { capture } from "./capture.mjs";
import { Window, built, startDriver } from "./driver.mjs";

const megabytes = Number(process.argv[2] ?? 0);
const folder = mkdtempSync(join(tmpdir(), "scrubjay-measure-"));
const home = join(folder, "home");
mkdirSync(home);
const { desktop } = built();

/** Writes a recording of about so many MB without holding it. */
function write(path, megabytes) {
  const [entry] = capture(1, { bodyBytes: 40_000 }).log.entries;
  const piece = JSON.stringify(entry, null, 1);
  const file = openSync(path, "w");
  writeSync(file, '{"log":{"version":"1.2","creator":{"name":"invented","version":"1"},"entries":[\n');
  const count = Math.ceil((megabytes * 1e6) / piece.length);
  for (let at = 0; at < count; at += 1) writeSync(file, (at > 0 ? ",\n" : "") + piece.replaceAll("items/0?page=0", `items/${at}?page=${at}`));
  writeSync(file, "]}}");
  closeSync(file);
  return count;
}

/** Resident memory of the processes whose names begin so, in MB; a mapped file that was read counts in it. */
function resident(name) {
  let sum = 0;
  for (const pid of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      if (status.match(/^Name:\s*(.*)$/m)?.[1].startsWith(name)) sum += Number(status.match(/^VmRSS:\s*(\d+)/m)?.[1] ?? 0) / 1000;
    } catch {
      // It ended meanwhile.
    }
  }
  return Math.round(sum);
}

const environment = { HOME: home, XDG_CONFIG_HOME: join(home, "config"), XDG_CACHE_HOME: join(home, "cache") };

const memory = () => `program ${resident("scrubjay-deskto")} MB, web view ${resident("WebKitWebProces")} MB`;

const driver = await startDriver({ HOME: home, XDG_CONFIG_HOME: join(home, "config"), XDG_CACHE_HOME: join(home, "cache") });
try {
  const path = join(folder, `measure-${megabytes}.har`);
  const requests = megabytes > 0 ? write(path, megabytes) : 0;
  const started = performance.now();
  const window = await Window.open(driver, desktop, megabytes > 0 ? [path] : []);
  if (megabytes === 0) {
    await window.wait(".drop-area");
    console.log(`start to the first screen: ${Math.round(performance.now() - started)} ms; ${memory()}`);
  } else {
    await window.wait("#root > *");
    const begun = performance.now();
    await window.wait("#headline", { ms: 900_000 });
    const verdict = performance.now() - begun;
    await window.click(".case-head .button", "Review");
    await window.wait(".review .grid-body .masked");
    await window.click(".tab", "Requests");
    await window.wait(".requests .grid-row[aria-rowindex='2'] .code");
    const scrolled = performance.now();
    await window.run("const grid = document.querySelector('.requests .grid'); grid.scrollTop = grid.scrollHeight;");
    await window.wait(`.requests .grid-row[aria-rowindex='${requests + 1}'] .code`);
    const end = performance.now() - scrolled;
    console.log(`${megabytes} MB, ${requests} requests: verdict after ${Math.round(verdict)} ms, scrolled to the end in ${Math.round(end)} ms; ${memory()}`);
  }
  await window.close();
} finally {
  driver.stop();
  rmSync(folder, { recursive: true, force: true });
}
