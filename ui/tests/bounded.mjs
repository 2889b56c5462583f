// Node's tests with an end of their own: what hangs fails by its name, and nothing waits for ever.
import * as node from "node:test";

/** No test or hook of a page or a window takes a tenth of this. */
const LONGEST_MS = 300_000;

const bounded = (kind) => (...given) => {
  const work = given.pop();
  const options = { timeout: LONGEST_MS };
  return given.length > 0 ? kind(given[0], options, work) : kind(work, options);
};

export const test = bounded(node.test);
export const before = bounded(node.before);
export const after = bounded(node.after);
