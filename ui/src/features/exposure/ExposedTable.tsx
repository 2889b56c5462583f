import { MaskedValue } from "../../components/MaskedValue";
import { Mark, type Tone } from "../../components/Mark";
import type { IconName } from "../../components/Icon";
import type { ExposedRow, ExposureState } from "../../host/wire";
import { say } from "../../text/say";

const looks: Record<ExposureState, [IconName, Tone]> = {
  live: ["live", "live"],
  unknown: ["unknown", "warn"],
  spent: ["expired", "quiet"],
  expired: ["expired", "quiet"],
};

/** Every credential that was sent, with its state and how that is known. */
export function ExposedTable({ rows }: { rows: ExposedRow[] }) {
  return (
    <section className="card stack" aria-labelledby="exposed-title">
      <h2 id="exposed-title">{say("exposure.credentials")}</h2>
      <ul className="exposed">
        {rows.map((row) => (
          <li key={row.id}>
            <div className="exposed-head">
              <strong className="wrap-anywhere" translate="no">
                <bdi>{row.service}</bdi>
              </strong>
              <span className="quiet" translate="no">
                {row.class}
              </span>
              <MaskedValue masked={row.masked} kept={false} />
              <Mark icon={looks[row.state][0]} tone={looks[row.state][1]}>
                {say(`exposure.state.${row.state}`)}
              </Mark>
            </div>
            <p className="meta wrap-anywhere" translate="no">
              {[row.told, row.owner, row.privilege].filter(Boolean).join(" · ")}
            </p>
            {row.sentTo.length > 0 && (
              <p className="meta wrap-anywhere" translate="no">
                {row.sentTo.join(", ")}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
