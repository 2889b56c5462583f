// Drives the real window: WebKitWebDriver, through tauri-driver where that is installed.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readlinkSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../..", import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");

/**
 * Builds what is tested, the window with the screens inside it and the command line, unless SCRUBJAY_BIN names the
 * folder of both. `cargo xtask test` names the one that its Rust tests have filled.
 */
export function built() {
  const given = process.env.SCRUBJAY_BIN;
  if (given === undefined) {
    run("npm", ["run", "--silent", "build"], join(root, "ui"));
    run("cargo", ["build", "-p", "scrubjay-desktop", "-p", "scrubjay-cli"], root);
  }
  const folder = given ?? join(target, "debug");
  return { desktop: join(folder, "scrubjay-desktop"), cli: join(folder, "scrubjay") };
}

function run(program, args, cwd) {
  const { status } = spawnSync(program, args, { cwd, stdio: "inherit" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}`);
}

let starts = 0;

/** Starts the driver, on the display and the session bus that there are. */
export async function startDriver(environment) {
  const driver = await start(environment);
  driver.restart = async () => {
    driver.stop();
    Object.assign(driver, await start(environment));
  };
  return driver;
}

async function start(environment) {
  const port = 4400 + ((process.pid + 2 * starts) % 500);
  starts += 1;
  const tauriDriver = [process.env.TAURI_DRIVER, join(homedir(), ".cargo/bin/tauri-driver")].find((path) => path && existsSync(path));
  const [program, ...args] = tauriDriver
    ? [tauriDriver, "--port", String(port), "--native-port", String(port + 1), "--native-driver", "/usr/bin/WebKitWebDriver"]
    : ["/usr/bin/WebKitWebDriver", `--port=${port}`];
  // What tauri-driver says to the window, so that it lets itself be driven.
  const env = { ...process.env, TAURI_AUTOMATION: "true", TAURI_WEBVIEW_AUTOMATION: "true", ...environment };
  const child = spawn(program, args, { env, detached: true, stdio: "ignore" });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 200; tries += 1) {
    const isUp = await fetch(`${url}/status`).then((answer) => answer.ok, () => false);
    if (isUp) return { url, env, isTauri: Boolean(tauriDriver), stop: () => process.kill(-child.pid) };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  process.kill(-child.pid);
  throw new Error("the driver did not start");
}

/** The processes that run a program. */
function running(binary) {
  const path = realpathSync(binary);
  return readdirSync("/proc").filter((entry) => {
    try {
      return /^\d+$/.test(entry) && readlinkSync(`/proc/${entry}/exe`) === path;
    } catch {
      return false;
    }
  });
}

/** Waits until nothing runs a program: a second start would hand its file to the first and end, and no window would come. */
async function gone(binary, patience = 50) {
  for (let tries = 0; running(binary).length > 0; tries += 1) {
    if (tries === patience) running(binary).forEach((pid) => spawnSync("kill", ["-9", pid]));
    if (tries === 100) throw new Error("an earlier window does not end");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** What the processes of a window and of its driver are at, for whoever reads why there is none. */
function state(binary) {
  const { stdout } = spawnSync("ps", ["-eo", "pid,ppid,stat,wchan:24,etimes,args"], { encoding: "utf8" });
  const isOurs = (line) => [binary, "WebKit", "tauri-driver"].some((part) => line.includes(part));
  return (stdout ?? "").split("\n").filter(isOurs).map((line) => line.slice(0, 200)).join("\n");
}

const element = "element-6066-11e4-a52e-4f735466cecf";

/** One window with one set of arguments. */
export class Window {
  static async open(driver, binary, args) {
    await gone(binary);
    const capabilities = driver.isTauri
      ? { "tauri:options": { application: binary, args } }
      : { "webkitgtk:browserOptions": { binary, args } };
    const begin = () => call(driver.url, "POST", "/session", { capabilities: { alwaysMatch: capabilities } }, 40_000);
    const { sessionId } = await begin().catch(async (error) => {
      // Seen once in many runs on a busy machine, never understood: what it looked like is told, and it is tried once more.
      console.error(`no window yet: ${error}\n${state(binary)}`);
      await driver.restart();
      await gone(binary, 0);
      return begin();
    });
    return new Window(`${driver.url}/session/${sessionId}`);
  }

  constructor(url) {
    this.url = url;
  }

  run(script, ...args) {
    return call(this.url, "POST", "/execute/sync", { script, args });
  }

  async wait(selector, { ms = 60_000, text } = {}) {
    const until = Date.now() + ms;
    while (Date.now() < until) {
      const found = await this.run("const found = document.querySelector(arguments[0]); return found && found.textContent;", selector);
      if (found !== null && (text === undefined || found.includes(text))) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${selector} did not come: ${await this.run("return document.body.innerText.slice(0, 600)")}`);
  }

  async click(selector, text) {
    const found = await this.run(
      "return [...document.querySelectorAll(arguments[0])].find((each) => !arguments[1] || each.textContent.includes(arguments[1])) ?? null;",
      selector,
      text ?? null,
    );
    if (!found) throw new Error(`there is no ${selector} ${text ?? ""}`);
    await call(this.url, "POST", `/element/${found[element]}/click`, {});
  }

  async type(selector, text) {
    const found = await this.run("return document.querySelector(arguments[0]);", selector);
    await call(this.url, "POST", `/element/${found[element]}/value`, { text });
  }

  async screenshot() {
    return Buffer.from(await call(this.url, "GET", "/screenshot"), "base64");
  }

  title() {
    return call(this.url, "GET", "/title");
  }

  address() {
    return call(this.url, "GET", "/url");
  }

  close() {
    return call(this.url, "DELETE", "").catch(() => undefined);
  }
}

async function call(url, method, path, body, ms = 60_000) {
  const answer = await fetch(url + path, { method, signal: AbortSignal.timeout(ms), ...(body ? { body: JSON.stringify(body), headers: { "content-type": "application/json" } } : {}) });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${path}: ${value?.error} ${value?.message}`);
  return value;
}
