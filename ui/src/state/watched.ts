import { troubleOf, type Host } from "../host/host";
import type { Trouble } from "../host/wire";

type Call = (...given: unknown[]) => Promise<unknown>;

/** A host that also tells when it refuses a call because the open file is no longer the one that was scanned. */
export function watched(host: Host, changed: (trouble: Trouble) => void): Host {
  return new Proxy(host, {
    get(target, name) {
      const call: unknown = Reflect.get(target, name);
      if (typeof call !== "function") return call;
      return (...given: unknown[]) => {
        const answer = (call as Call).apply(target, given);
        // Whoever called hears of it too; this is for the many calls of which nobody tells the person.
        if (answer instanceof Promise) {
          answer.catch((thrown: unknown) => {
            const trouble = troubleOf(thrown);
            if (trouble.code === "file-changed") changed(trouble);
          });
        }
        return answer;
      };
    },
  });
}
