import { useSyncExternalStore } from "react";

/** A value that changes as a whole and tells who listens. */
export interface Store<Value> {
  get: () => Value;
  set: (change: (value: Value) => Value) => void;
  listen: (on: () => void) => () => void;
}

export function createStore<Value>(first: Value): Store<Value> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(change) {
      const next = change(value);
      if (Object.is(next, value)) return;
      value = next;
      listeners.forEach((on) => on());
    },
    listen(on) {
      listeners.add(on);
      return () => listeners.delete(on);
    },
  };
}

/** The store's value, read anew at each change. */
export function useStore<Value>(store: Store<Value>): Value {
  return useSyncExternalStore(store.listen, store.get);
}
