import { Action } from "../../components/Action";
import { DropArea } from "../../components/DropArea";
import { Keys } from "../../components/Keys";
import { useModel, useSession } from "../../state/context";
import type { VerifyFiles } from "../../state/model";
import { keysFor } from "../../state/shortcuts";
import { size } from "../../text/figures";
import { say, Say } from "../../text/say";

const roles = ["output", "report", "original"] as const satisfies (keyof VerifyFiles)[];

/** Which files will be checked against each other. */
export function ReadyPanel() {
  const session = useSession();
  const { verifyFiles, drag, info } = useModel();
  const keys = keysFor(info?.settings.shortcuts ?? {}).open;
  const over = !drag ? "none" : drag.accepted > 0 ? "welcome" : "refused";
  const title = drag ? (drag.accepted > 0 ? say("home.over", { count: drag.accepted }) : say("home.over-none")) : say("verify.drop");
  const given = roles.filter((role) => verifyFiles[role] !== null);
  return (
    <>
      <DropArea icon="verify" title={title} hint={<Say word="verify.choose" values={{ key: <Keys keys={keys} /> }} />} over={over} onPress={session.choose} />
      {given.length === 0 ? (
        <p className="meta">{say("verify.explain")}</p>
      ) : (
        <section className="card stack" aria-label={say("verify.files")}>
          <dl className="verify-files">
            {given.map((role) => {
              const file = verifyFiles[role];
              return (
                file && (
                  <div key={role}>
                    <dt className="meta">{say(`verify.${role}`)}</dt>
                    <dd>
                      <span className="clip" translate="no">
                        {file.name}
                      </span>
                      <span className="meta">{size(file.bytes)}</span>
                      <Action look="bare" icon="cross" aria-label={say("verify.remove", { name: file.name })} onPress={() => session.verify.remove(role)} />
                    </dd>
                  </div>
                )
              );
            })}
          </dl>
          {!verifyFiles.report && <p className="meta">{say("verify.no-report")}</p>}
          <div className="row">
            <Action look="primary" isDisabled={!verifyFiles.output} onPress={() => void session.verify.start()}>
              {say("verify.start")}
            </Action>
          </div>
        </section>
      )}
    </>
  );
}
