// Regenerates docs/screens: `cargo xtask screens`; `npm run screens -- all FOLDER` draws every screen and size.
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { launch, open, screens } from "./browser.mjs";
import { serve } from "./serve.mjs";

const [mode = "docs", folder = fileURLToPath(new URL("../../docs/screens", import.meta.url)), only] = process.argv.slice(2);
const main = ["home", "scanning", "verdict", "review-jwt", "review-grouped", "review-request", "done", "verify-clean", "trouble-verification-failed"];
const names = mode === "all" ? Object.keys(screens).filter((name) => !only || name.includes(only)) : main;
const sizes = mode === "all" ? { large: { width: 1280, height: 800 }, small: { width: 640, height: 560 } } : { "": { width: 1240, height: 760 } };

mkdirSync(folder, { recursive: true });
const server = await serve();
const browser = await launch();
for (const colorScheme of ["light", "dark"]) {
  for (const [sizeName, viewport] of Object.entries(sizes)) {
    const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce" });
    for (const name of names) {
      const page = await open(context, server.url, name);
      await page.waitForTimeout(120);
      await page.screenshot({ path: join(folder, [name, colorScheme, sizeName].filter(Boolean).join("-") + ".png") });
      await page.close();
    }
    await context.close();
  }
}
// The page of a report, which the engine writes and the README shows.
if (process.env.REPORT_PAGE) {
  const page = await browser.newPage({ viewport: { width: 1000, height: 1060 }, colorScheme: "light" });
  await page.goto(pathToFileURL(resolve(process.env.REPORT_PAGE)).href);
  await page.screenshot({ path: join(folder, "report.png") });
}
await browser.close();
server.close();
