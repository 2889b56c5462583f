import { Action } from "../../components/Action";
import { Bar } from "../../components/Bar";
import { DropArea } from "../../components/DropArea";
import { Keys } from "../../components/Keys";
import { Notice } from "../../components/Notice";
import { useModel, useSession } from "../../state/context";
import { keysFor } from "../../state/shortcuts";
import { useShortcut } from "../../state/useShortcut";
import { troubleWords } from "../../text/figures";
import { Data, say, Say } from "../../text/say";
import { ExposureResult } from "./ExposureResult";

/** What a file that was already sent gives away, and what to do about it. */
export function ExposureScreen() {
  const session = useSession();
  const { exposure, drag, info } = useModel();
  const { cancel, again } = session.exposure;
  useShortcut("back", exposure.at === "running" ? cancel : exposure.at === "failed" ? again : null);
  const over = !drag ? "none" : drag.accepted > 0 ? "welcome" : "refused";
  const title = !drag ? say("exposure.drop") : drag.accepted > 0 ? say("home.over", { count: drag.accepted }) : say("home.over-none");
  const keys = keysFor(info?.settings.shortcuts ?? {}).open;
  return (
    <div className="page exposure">
      <h1>{say("exposure.title")}</h1>
      {exposure.at === "ready" && (
        <>
          <DropArea icon="clock" title={title} hint={<Say word="home.choose" values={{ key: <Keys keys={keys} /> }} />} over={over} onPress={session.choose} />
          <p className="meta">{say("exposure.explain")}</p>
        </>
      )}
      {exposure.at === "running" && (
        <section className="card stack">
          <p className="wrap-anywhere">
            <Say word="exposure.running" values={{ name: <Data>{exposure.names.join(", ")}</Data> }} />
          </p>
          <Bar label={say("exposure.bar")} fraction={exposure.progress?.fraction ?? 0} />
          <div className="row">
            <Action onPress={cancel}>{say("scan.cancel")}</Action>
          </div>
        </section>
      )}
      {exposure.at === "result" && <ExposureResult view={exposure.view} note={exposure.note} />}
      {exposure.at === "failed" && (
        <>
          <Notice tone="live" icon="warn" title={troubleWords(exposure.trouble).what}>
            {troubleWords(exposure.trouble).next}
          </Notice>
          <div className="row">
            <Action onPress={again}>{say("exposure.again")}</Action>
          </div>
        </>
      )}
    </div>
  );
}
