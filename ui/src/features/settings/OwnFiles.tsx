import { Action } from "../../components/Action";
import type { Settings, SettingsFile } from "../../host/wire";
import { useSession } from "../../state/context";
import { say } from "../../text/say";

const kinds: SettingsFile[] = ["rules", "policy", "key"];

/** Own rules, a policy, a key: names only, the places stay in Rust. */
export function OwnFiles({ settings }: { settings: Settings }) {
  const session = useSession();
  const names: Record<SettingsFile, string[]> = {
    rules: settings.rules,
    policy: settings.policy ? [settings.policy] : [],
    key: settings.key ? [settings.key] : [],
  };
  return (
    <section className="card group" aria-labelledby="own-files">
      <h2 id="own-files" className="group-title">
        {say("settings.files")}
      </h2>
      {kinds.map((kind) => (
        <div key={kind} className="own-file">
          <div>
            <p>{say(`settings.${kind}`)}</p>
            <p className="meta">{say(`settings.${kind}-note`)}</p>
          </div>
          <span className="clip" {...(names[kind].length > 0 ? { translate: "no" } : {})}>
            {names[kind].length > 0 ? names[kind].join(", ") : <span className="quiet">{say("settings.none")}</span>}
          </span>
          <span className="row">
            {names[kind].length > 0 && (
              <Action aria-label={say("settings.clear-label", { what: say(`settings.${kind}`) })} onPress={() => void session.clearSettingsFile(kind)}>
                {say("settings.clear")}
              </Action>
            )}
            <Action aria-label={say("settings.choose-label", { what: say(`settings.${kind}`) })} onPress={() => void session.chooseSettingsFile(kind)}>
              {say("settings.choose")}
            </Action>
          </span>
        </div>
      ))}
    </section>
  );
}
