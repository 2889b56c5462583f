// Hands on the display that the window stands on: a pointer, a keyboard, and other programs beside it.
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether there is what these hands are made of. */
export const hasHands = existsSync("/usr/bin/xdotool") && spawnSync("/usr/bin/python3", ["-c", "import gi; gi.require_version('Gtk', '3.0')"]).status === 0;

function hands(...args) {
  return spawnSync("/usr/bin/xdotool", args.map(String), { encoding: "utf8" }).stdout.trim();
}

/** Waits until something is true, and gives it. */
export async function until(what, ask) {
  for (const end = Date.now() + 60_000; Date.now() < end; await pause(100)) {
    const found = await ask();
    if (found) return found;
  }
  throw new Error(`${what} did not come`);
}

/** A window by its title. */
export const titled = (title) => until(`the window ${title}`, () => hands("search", "--onlyvisible", "--name", `^${title}$`).split("\n").pop());

/** Names a file in a dialog of the toolkit, as on a keyboard; a dialog that is not ready for it is asked again. */
export async function answer(title, path) {
  await titled(title);
  const seen = () => hands("search", "--onlyvisible", "--name", `^${title}$`).split("\n").pop();
  await until(`the end of ${title}`, async () => {
    const id = seen();
    if (!id) return true;
    hands("windowfocus", "--sync", id);
    hands("key", "ctrl+l");
    await pause(300);
    hands("key", "ctrl+a");
    hands("type", "--delay", "20", path);
    await pause(600);
    hands("key", "Return");
    for (let tries = 0; tries < 30 && seen() === id; tries += 1) await pause(100);
    return !seen();
  });
}

/** Starts another program beside our window. */
export async function neighbour(mode, at, ...paths) {
  const script = fileURLToPath(new URL("neighbour.py", import.meta.url));
  const child = spawn("/usr/bin/python3", [script, mode, ...paths], { stdio: "ignore" });
  const id = await titled(`neighbour-${mode}`);
  hands("windowmove", "--sync", id, at.x, at.y);
  return { center: { x: at.x + 80, y: at.y + 80 }, stop: () => child.kill() };
}

/** Presses and lets go at a place of the display. */
export async function press(at) {
  hands("mousemove", Math.round(at.x), Math.round(at.y));
  await pause(200);
  hands("click", 1);
}

/** Drags from one place of the display to another, slowly enough to be followed. */
export async function drag(from, to) {
  const steps = 12;
  hands("mousemove", Math.round(from.x), Math.round(from.y));
  await pause(200);
  hands("mousedown", 1);
  await pause(200);
  for (let step = 1; step <= steps; step += 1) {
    hands("mousemove", Math.round(from.x + ((to.x - from.x) * step) / steps), Math.round(from.y + ((to.y - from.y) * step) / steps));
    await pause(60);
  }
  await pause(400);
  hands("mouseup", 1);
}
