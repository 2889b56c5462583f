// Debian's Chromium with nothing in it that would look for a network.
import { chromium } from "playwright-core";

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--force-prefers-no-reduced-motion"],
  });
}

/** Clicks and keys that lead to each screen worth looking at, over the fake host. */
export const screens = {
  home: { scenario: "story" },
  "home-drag-over": { scenario: "story", go: (page) => page.evaluate(() => window.fake.tell({ kind: "dragOver", accepted: 1, refused: 0 })) },
  "home-drag-refused": { scenario: "story", go: (page) => page.evaluate(() => window.fake.tell({ kind: "dragOver", accepted: 0, refused: 1 })) },
  "home-outcomes": { scenario: "story", go: async (page) => { await toVerdict(page); await page.keyboard.press("Escape"); await page.locator(".outcomes").waitFor(); } },
  scanning: { scenario: "scanning", go: toScanning },
  "scanning-thousands": { scenario: "scanning-thousands", go: toScanning },
  verdict: { scenario: "story", go: toVerdict },
  "verdict-bundle": { scenario: "bundle", go: toVerdict },
  "verdict-truncated": { scenario: "truncated", go: toVerdict },
  "verdict-not-har": { scenario: "not-har", go: toVerdict },
  "verdict-unread": { scenario: "unread", go: toVerdict },
  "verdict-already": { scenario: "already", go: toVerdict },
  "verdict-nothing": { scenario: "nothing", go: toVerdict },
  "verdict-expired": { scenario: "expired", go: toVerdict },
  "verdict-older": { scenario: "story", go: toOlder },
  "review-older": { scenario: "story", go: async (page) => { await toOlder(page); await page.keyboard.press("Control+e"); await page.locator(".context").waitFor(); } },
  "verdict-refused-some": { scenario: "story", go: async (page) => { await page.evaluate(() => window.fake.tell({ kind: "opened", sources: [{ id: 1, name: "acme-login.har", bytes: 18212004, kind: "document" }], refused: [{ code: "is-folder", file: "screenshots", detail: null }] })); await page.locator("#headline").waitFor(); } },
  "review-credentials": { scenario: "story", go: toReview },
  "review-jwt": { scenario: "story", go: async (page) => { await toReview(page); await page.getByRole("grid").first().focus(); for (let at = 0; at < 5; at += 1) await page.keyboard.press("ArrowDown"); await page.locator(".decoded").waitFor(); } },
  "review-grouped": { scenario: "story", go: (page) => toGrouped(page, "By service") },
  "review-group": { scenario: "story", go: async (page) => { await toGrouped(page, "By host"); await page.keyboard.press("ArrowLeft"); await page.locator("#group-title").waitFor(); await page.keyboard.press("Control+k"); await page.locator(".ask-line").waitFor(); } },
  "review-grouped-thousands": { scenario: "thousands", go: (page) => toGrouped(page, "By host") },
  "review-keep": { scenario: "story", go: async (page) => { await toReview(page); await page.keyboard.press("Control+k"); await page.locator(".ask-line").waitFor(); } },
  "review-kept": { scenario: "story", go: async (page) => { await toReview(page); await page.keyboard.press("Control+k"); await page.keyboard.type("Test account, deleted on Friday"); await page.keyboard.press("Enter"); await page.locator(".mark.tone-warn").first().waitFor(); } },
  "review-requests": { scenario: "story", go: async (page) => { await toReview(page); await page.locator(".tab").nth(1).click(); await page.locator(".requests .grid-body .code").first().waitFor(); } },
  "review-request": { scenario: "story", go: toRequest },
  "review-response": { scenario: "story", go: async (page) => { await toRequest(page); await page.locator(".request .tab").nth(2).click(); await page.locator(".body").waitFor(); } },
  "review-timing": { scenario: "story", go: async (page) => { await toRequest(page); await page.locator(".request .tab").nth(3).click(); await page.locator(".timing").waitFor(); } },
  "review-look": { scenario: "unread", go: async (page) => { await toReview(page); await page.locator(".tab").nth(2).click(); await page.locator(".look .grid-row").nth(2).waitFor(); } },
  "review-thousands": { scenario: "thousands", go: toReview },
  "verdict-long": { scenario: "long", go: toVerdict },
  "review-long": { scenario: "long", go: toReview },
  "verdict-foreign": { scenario: "foreign", go: toVerdict },
  "review-foreign": { scenario: "foreign", go: (page) => toGrouped(page, "By host") },
  "scanning-foreign": { scenario: "foreign", step: 400, go: async (page) => { await drop(page); await page.locator(".found-list li").nth(2).waitFor(); } },
  "done-foreign": { scenario: "foreign", go: toDone },
  "exposure-foreign": { scenario: "foreign", go: toExposed },
  "review-nothing": { scenario: "nothing", go: async (page) => { await toVerdict(page); await page.keyboard.press("Control+e"); await page.locator(".tab").first().click(); await page.locator(".empty").first().waitFor(); } },
  "look-later": { scenario: "large", go: async (page) => { await toReview(page); await page.locator(".tab").nth(2).click(); await page.locator(".empty").waitFor(); } },
  "look-long": { scenario: "long", go: async (page) => { await toReview(page); await page.locator(".tab").nth(2).click(); await page.locator(".look .grid-row").nth(2).waitFor(); } },
  "done-long": { scenario: "long", go: toDone },
  "request-typed": { scenario: "story", go: async (page) => { await toRequest(page); await page.locator(".redact-selection .button").click(); await page.locator(".redact-selection input").waitFor(); } },
  exporting: { scenario: "story", step: 400, go: async (page) => { await toVerdict(page); await page.keyboard.press("Control+Enter"); await page.locator(".scanning").waitFor(); } },
  done: { scenario: "story", go: toDone },
  "done-bundle": { scenario: "bundle", go: toDone },
  "done-incomplete": { scenario: "unread", go: toDone },
  "trouble-encrypted": { scenario: "encrypted", go: toTrouble },
  "trouble-unknown": { scenario: "unknown", go: toTrouble },
  "trouble-cancelled": { scenario: "story", step: 120, go: async (page) => { await drop(page); await page.locator(".scanning").waitFor(); await page.waitForTimeout(200); await page.keyboard.press("Escape"); await page.locator(".trouble").waitFor(); } },
  "trouble-disk-full": { scenario: "disk-full", go: toExportTrouble },
  "trouble-read-only": { scenario: "read-only", go: toExportTrouble },
  "trouble-already-there": { scenario: "already-there", go: toExportTrouble },
  "trouble-changed": { scenario: "changed", go: toExportTrouble },
  "trouble-verification-failed": { scenario: "verification-failed", go: toExportTrouble },
  exposure: { scenario: "story", go: (page) => page.keyboard.press("Control+2") },
  "exposure-running": { scenario: "scanning", go: async (page) => { await page.keyboard.press("Control+2"); await toScanning(page); } },
  "exposure-result": { scenario: "story", go: toExposed },
  verify: { scenario: "story", go: (page) => page.keyboard.press("Control+3") },
  "verify-ready": { scenario: "story", go: toVerifyReady },
  "verify-clean": { scenario: "story", go: toVerified },
  "verify-changed": { scenario: "verify-changed", go: toVerified },
  "verify-failed": { scenario: "verify-failed", go: toVerified },
  "verify-incomplete": { scenario: "verify-incomplete", go: toVerified },
  settings: { scenario: "story", go: async (page) => { await page.keyboard.press("Control+,"); await page.locator(".settings").waitFor(); } },
  help: { scenario: "story", go: async (page) => { await page.keyboard.press("F1"); await page.getByRole("dialog").waitFor(); } },
};

async function drop(page) {
  await page.evaluate(() => window.fake.drop());
}

async function toScanning(page) {
  await drop(page);
  await page.waitForFunction(() => Number(document.querySelector("[role=progressbar]")?.getAttribute("aria-valuenow")) > 38);
}

async function toVerdict(page) {
  await drop(page);
  await page.locator("#headline").waitFor();
  await page.waitForLoadState("networkidle");
}

export async function toReview(page) {
  await toVerdict(page);
  await page.keyboard.press("Control+e");
  await page.locator(".review .grid-body [role=gridcell] > :not(.waiting)").first().waitFor();
  await page.locator(".context").waitFor();
}

/** A verdict with a decision, after the settings were changed. */
async function toOlder(page) {
  await toReview(page);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("Test account, deleted on Friday");
  await page.keyboard.press("Enter");
  await page.locator(".mark.tone-warn").first().waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+,");
  await page.locator(".radio").nth(1).click();
  await page.keyboard.press("Control+1");
  await page.locator(".refused").waitFor();
}

/** The table of credentials under heads, the first head chosen, the keys in the table. */
export async function toGrouped(page, by) {
  await toReview(page);
  // By its place: in the pseudo-locale it says something else.
  await page.locator(".group-control .pick-button").click();
  await page.getByRole("option").nth(["Not grouped", "By service", "By host", "By rule"].indexOf(by)).click();
  await page.locator(".grid-row.head").first().waitFor();
  await page.getByRole("treegrid").first().focus();
}

export async function toRequest(page) {
  await toReview(page);
  await page.locator(".tab").nth(1).click();
  await page.locator(".requests .grid-row").nth(3).click();
  await page.locator(".named").first().waitFor();
}

async function toDone(page) {
  await toVerdict(page);
  await page.keyboard.press("Control+Enter");
  await page.locator(".safe-file").first().waitFor();
}

async function toTrouble(page) {
  await drop(page);
  await page.locator("#trouble").waitFor();
}

async function toExportTrouble(page) {
  await toVerdict(page);
  await page.keyboard.press("Control+Enter");
  await page.locator("#trouble").waitFor();
}

export async function toExposed(page) {
  await page.keyboard.press("Control+2");
  await drop(page);
  await page.locator(".steps").waitFor();
}

async function toVerifyReady(page) {
  await page.keyboard.press("Control+3");
  await page.evaluate(() => window.fake.tell({ kind: "opened", refused: [], sources: [{ id: 7, name: "acme-login.scrubbed.har", bytes: 18190000, kind: "document" }, { id: 8, name: "acme-login.scrubbed.report.json", bytes: 41000, kind: "report" }] }));
  await page.locator(".verify-files").waitFor();
}

async function toVerified(page) {
  await toVerifyReady(page);
  await page.locator(".verify .button.primary").click();
  await page.locator(".checks").waitFor();
}

/** Opens a screen in a fresh page. */
export async function open(context, url, name, { locale = "en" } = {}) {
  const { scenario, step = 8, go } = screens[name];
  const page = await context.newPage();
  // A machine that does other things too is slow, not wrong.
  page.setDefaultTimeout(90_000);
  await page.goto(`${url}?scenario=${scenario}&locale=${locale}&step=${step}`);
  await page.locator(".home, .page").first().waitFor();
  await page.locator(".rail").waitFor();
  await go?.(page);
  return page;
}
