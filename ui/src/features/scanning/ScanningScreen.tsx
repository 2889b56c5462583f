import { Action } from "../../components/Action";
import { Bar } from "../../components/Bar";
import { Pledge } from "../../components/Pledge";
import { useSession } from "../../state/context";
import type { SendStage } from "../../state/model";
import { useShortcut } from "../../state/useShortcut";
import { size } from "../../text/figures";
import { Data, say, Say } from "../../text/say";
import { FoundList } from "./FoundList";

type Busy = Extract<SendStage, { at: "scanning" | "exporting" }>;

/** Something is being read or written: how far, how fast, and a way out. */
export function ScanningScreen({ stage }: { stage: Busy }) {
  const session = useSession();
  const { progress } = stage;
  const isScan = stage.at === "scanning";
  const files = isScan ? stage.sources : stage.case.files;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  useShortcut("back", session.send.cancel);

  return (
    <div className="page scanning">
      <h1 className="wrap-anywhere">
        {isScan ? (
          <Say word="scan.title" values={{ count: files.length, name: <Data>{files[0]?.name}</Data> }} />
        ) : (
          say("export.title")
        )}
      </h1>
      <div className="card stack">
        <Bar label={say(isScan ? "scan.bar" : "export.bar")} fraction={progress?.fraction ?? 0} />
        <div className="row figures">
          <span>{say(`scan.phase.${progress?.phase ?? (isScan ? "reading" : "writing")}`)}</span>
          <span className="push quiet">
            {size(bytes)}
            {progress && progress.bytesPerSecond > 0 && <> · {say("scan.speed", { speed: size(progress.bytesPerSecond) })}</>}
          </span>
        </div>
        {isScan && <p className="found">{say("scan.found", { credentials: progress?.credentials ?? 0, places: progress?.places ?? 0 })}</p>}
        <div className="row">
          <Action onPress={session.send.cancel}>{say("scan.cancel")}</Action>
        </div>
      </div>
      <Pledge />
      {isScan && <FoundList rows={stage.found} credentials={progress?.credentials ?? 0} />}
    </div>
  );
}
