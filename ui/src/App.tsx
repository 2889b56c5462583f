import { useEffect, useRef } from "react";

import { Said } from "./components/Said";
import { useKeptFocus } from "./components/useKeptFocus";
import { ExposureScreen } from "./features/exposure/ExposureScreen";
import { SettingsScreen } from "./features/settings/SettingsScreen";
import { VerifyScreen } from "./features/verify/VerifyScreen";
import { HelpSheet } from "./HelpSheet";
import { Rail } from "./Rail";
import { SendScreen } from "./SendScreen";
import { useModel, useSession } from "./state/context";
import { useShortcut } from "./state/useShortcut";
import { larger, smaller, usualZoom } from "./state/zoom";
import { say } from "./text/say";

/** The window: the rail of places on the left, the place itself beside it. */
export function App() {
  const session = useSession();
  const model = useModel();
  const theme = model.info?.settings.theme ?? "system";

  useEffect(() => {
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
  }, [theme]);

  // What had the focus is gone with the screen before: without this it would begin anew at the rail.
  const content = useRef<HTMLElement>(null);
  const stage = `${model.lane} ${model.send.at} ${model.exposure.at} ${model.verify.at}`;
  const before = useRef(stage);
  useEffect(() => {
    if (before.current === stage) return;
    before.current = stage;
    if (document.activeElement === document.body) content.current?.focus();
  }, [stage]);

  useKeptFocus(content);

  useShortcut("open", session.choose);
  useShortcut("send", () => session.goTo("send"));
  useShortcut("exposure", () => session.goTo("exposure"));
  useShortcut("verify", () => session.goTo("verify"));
  useShortcut("settings", () => session.goTo("settings"));
  useShortcut("larger", () => void session.zoomTo(larger));
  useShortcut("smaller", () => void session.zoomTo(smaller));
  useShortcut("usual", () => void session.zoomTo(() => usualZoom));
  useShortcut("help", () => session.showHelp(true));

  return (
    <div className="window">
      <a className="skip" href="#content">
        {say("app.skip")}
      </a>
      <Rail />
      <main ref={content} id="content" className="content" tabIndex={-1}>
        {model.lane === "send" && <SendScreen />}
        {model.lane === "exposure" && <ExposureScreen />}
        {model.lane === "verify" && <VerifyScreen />}
        {model.lane === "settings" && <SettingsScreen />}
      </main>
      <HelpSheet />
      <Said text={model.said} />
    </div>
  );
}
