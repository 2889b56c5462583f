import { createContext, useContext } from "react";

import type { Model } from "./model";
import type { Session } from "./session";
import { useStore } from "./store";

const Current = createContext<Session | null>(null);

export const SessionProvider = Current.Provider;

/** The session of the window. */
export function useSession(): Session {
  const session = useContext(Current);
  if (!session) throw new Error("no session above this component");
  return session;
}

/** Everything that screens share, read anew at each change. */
export function useModel(): Model {
  return useStore(useSession().store);
}
