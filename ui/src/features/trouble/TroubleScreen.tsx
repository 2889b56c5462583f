import { useState } from "react";

import { Action } from "../../components/Action";
import { Checks } from "../../components/Checks";
import { Icon } from "../../components/Icon";
import type { TroubleCode } from "../../host/wire";
import { copyText } from "../../state/clipboard";
import { useSession } from "../../state/context";
import type { SendStage } from "../../state/model";
import { useShortcut } from "../../state/useShortcut";
import { troubleWords } from "../../text/figures";
import { say } from "../../text/say";

type Failed = Extract<SendStage, { at: "failed" }>;

const elsewhere: TroubleCode[] = ["disk-full", "folder-read-only", "already-there"];
/** What stays as it is however often the same file is read. */
const lasting: TroubleCode[] = ["encrypted", "unknown-format", "file-empty", "is-folder", "file-missing"];

/** Something did not happen: what, what it means, what to do. */
export function TroubleScreen({ stage }: { stage: Failed }) {
  const session = useSession();
  const { trouble, checks, case: open, sources } = stage;
  const [isCopied, setCopied] = useState(false);
  const { what, next } = troubleWords(trouble);
  const leave = open ? session.send.toVerdict : session.send.toHome;
  useShortcut("back", leave);

  const again = () => void (open ? session.send.makeCopy("beside") : session.send.scan(sources));
  const isElsewhere = elsewhere.includes(trouble.code);
  const isChanged = trouble.code === "file-changed" && open !== null;
  const isLasting = lasting.includes(trouble.code);
  const canRepeat = open !== null ? !isChanged : sources.length > 0 && !isLasting;
  const copyReport = () => {
    const lines = checks.filter((check) => check.passed === false).map((check) => `${check.id}: ${check.detail}`);
    void copyText([trouble.code, ...lines].join("\n")).then(
      () => setCopied(true),
      () => undefined,
    );
  };

  return (
    <div className="page trouble">
      <section className={trouble.code === "cancelled" ? "card" : "card bad"} aria-labelledby="trouble">
        <Icon name={trouble.code === "cancelled" ? "info" : "warn"} />
        <div className="stack">
          <h1 id="trouble" className="wrap-anywhere">
            {what}
          </h1>
          <p className="wrap-anywhere">{next}</p>
          {trouble.detail && trouble.code !== "settings-file" && (
            <p className="meta wrap-anywhere selectable">{say("trouble.where", { detail: trouble.detail })}</p>
          )}
          {checks.length > 0 && <Checks checks={checks} />}
          <div className="row actions">
            {isElsewhere && (
              <Action look="primary" onPress={() => void session.send.makeCopy("choose")}>
                {say("trouble.elsewhere")}
              </Action>
            )}
            {trouble.code === "verification-failed" && open && (
              <Action look="primary" onPress={() => session.review("credentials")}>
                {say("trouble.review")}
              </Action>
            )}
            {isChanged && (
              <Action look="primary" onPress={() => void session.takeTo("send")}>
                {say("trouble.look-again")}
              </Action>
            )}
            {canRepeat && <Action onPress={again}>{say("trouble.again")}</Action>}
            {checks.length > 0 && <Action onPress={copyReport}>{say("trouble.copy-report")}</Action>}
            {checks.length === 0 && (
              <Action look={isLasting ? "primary" : "plain"} onPress={session.choose}>
                {say("trouble.choose")}
              </Action>
            )}
          </div>
          <p role="status" className="meta">
            {isCopied && say("trouble.copied")}
          </p>
        </div>
      </section>
      <div className="row">
        <Action look="bare" icon="back" onPress={leave}>
          {say(open ? "review.back" : "trouble.home")}
        </Action>
      </div>
    </div>
  );
}
