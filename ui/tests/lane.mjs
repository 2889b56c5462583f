// A browser in which the lanes are walked by hand, over the fake host; made before the tests of a file and closed
// behind them.
import { after, before } from "./bounded.mjs";
import { launch, open } from "./browser.mjs";
import { serve } from "./serve.mjs";

export let server;
export let browser;
export let context;

before(async () => {
  server = await serve();
  browser = await launch();
  context = await browser.newContext({ viewport: { width: 1180, height: 760 }, permissions: ["clipboard-read", "clipboard-write"] });
});

after(async () => {
  await browser.close();
  server.close();
});

/** A page that stands at a screen of its own. */
export const fresh = (name) => open(context, server.url, name);

/** What the screens have asked the host for. */
export const called = (page) => page.evaluate(() => window.fake.calls);

/** The words of the first element that fits. */
export const text = (page, selector) => page.locator(selector).first().innerText();
