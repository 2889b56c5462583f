import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import "./design/tokens.css";
import "./design/base.css";
import "./design/controls.css";
import "./design/notice.css";
import "./design/field.css";
import "./design/value.css";
import "./design/grid.css";
import "./design/window.css";
import "./design/screens.css";
import "./design/case.css";
import "./design/review.css";
import "./design/filters.css";
import "./design/detail.css";
import "./design/decision.css";
import "./design/requests.css";
import "./design/look.css";
import "./design/exposure.css";
import type { Host } from "./host/host";
import { createSession } from "./state/session";

async function hostOfThisBuild(): Promise<Host> {
  // Only one of the two is in a build: the condition is decided when it is made.
  if (import.meta.env.MODE === "fake") return (await import("./host/fake")).fakeHostFromAddress();
  return (await import("./host/tauri")).tauriHost();
}

async function start() {
  const host = await hostOfThisBuild();
  // After the language is set, for tables that read their titles when they are loaded.
  const [{ App }, { SessionProvider }] = await Promise.all([import("./App"), import("./state/context")]);
  const session = createSession(host);
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no root");
  createRoot(root).render(
    <StrictMode>
      <SessionProvider value={session}>
        <App />
      </SessionProvider>
    </StrictMode>,
  );
  await session.start();
}

void start();
