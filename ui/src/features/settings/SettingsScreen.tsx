import { Checkbox, Label, Radio, RadioGroup } from "react-aria-components";

import type { Profile, Settings, ThemeChoice } from "../../host/wire";
import { Icon } from "../../components/Icon";
import { Notice } from "../../components/Notice";
import { openCase } from "../../state/model";
import { useModel, useSession } from "../../state/context";
import { Data, say, Say } from "../../text/say";
import { KeyList } from "./KeyList";
import { OwnFiles } from "./OwnFiles";
import { ZoomChoice } from "./ZoomChoice";

const profiles: Profile[] = ["support", "strict"];
const themes: ThemeChoice[] = ["system", "light", "dark"];

/** What a person may set. */
export function SettingsScreen() {
  const session = useSession();
  const { info, send } = useModel();
  if (!info) return null;
  const open = openCase(send);
  const { settings } = info;
  const save = (change: Partial<Settings>) => void session.saveSettings({ ...settings, ...change });
  return (
    <div className="page settings">
      <h1>{say("settings.title")}</h1>
      {open?.canUndo && (
        <Notice tone="plain" icon="info" title={<Say word="settings.open" values={{ count: open.files.length, file: <Data>{open.files[0]?.name}</Data> }} />}>
          {say("settings.open-note", { count: open.files.length })}
        </Notice>
      )}
      <RadioGroup className="card group" value={settings.profile} onChange={(value) => save({ profile: value as Profile })}>
        <Label className="group-title">{say("settings.profile")}</Label>
        {profiles.map((profile) => (
          <Radio key={profile} value={profile} className="radio">
            <span>{say(`settings.profile.${profile}`)}</span>
            <small className="meta">{say(`settings.profile.${profile}-note`)}</small>
          </Radio>
        ))}
      </RadioGroup>
      <section className="card group">
        <Checkbox className="tick" isSelected={settings.personal} onChange={(personal) => save({ personal })}>
          <span className="tick-box">{settings.personal && <Icon name="check" />}</span>
          <span>
            <span>{say("settings.personal")}</span>
            <small className="meta">{say("settings.personal-note")}</small>
          </span>
        </Checkbox>
      </section>
      <RadioGroup className="card group" orientation="horizontal" value={settings.theme} onChange={(value) => save({ theme: value as ThemeChoice })}>
        <Label className="group-title">{say("settings.theme")}</Label>
        <div className="row">
          {themes.map((theme) => (
            <Radio key={theme} value={theme} className="radio">
              <span>{say(`settings.theme.${theme}`)}</span>
            </Radio>
          ))}
        </div>
      </RadioGroup>
      <ZoomChoice zoom={settings.zoom} />
      <OwnFiles settings={settings} />
      <KeyList settings={settings} onSave={save} />
      <p className="meta">{say("settings.about", { version: info.version, rules: info.rules, pack: info.rulesVersion })}</p>
    </div>
  );
}
