import { useEffect } from "react";

import { Said } from "./components/Said";
import { ExposureScreen } from "./features/exposure/ExposureScreen";
import { SettingsScreen } from "./features/settings/SettingsScreen";
import { VerifyScreen } from "./features/verify/VerifyScreen";
import { HelpSheet } from "./HelpSheet";
import { Rail } from "./Rail";
import { SendScreen } from "./SendScreen";
import { useModel, useSession } from "./state/context";
import { useShortcut } from "./state/useShortcut";
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

  useShortcut("open", session.choose);
  useShortcut("send", () => session.goTo("send"));
  useShortcut("exposure", () => session.goTo("exposure"));
  useShortcut("verify", () => session.goTo("verify"));
  useShortcut("settings", () => session.goTo("settings"));
  useShortcut("help", () => session.showHelp(true));

  return (
    <div className="window">
      <a className="skip" href="#content">
        {say("app.skip")}
      </a>
      <Rail />
      <main id="content" className="content" tabIndex={-1}>
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
