import { Action } from "../../components/Action";
import { LifeMark } from "../../components/LifeMark";
import type { CaseView, CredentialRow } from "../../host/wire";
import { copyText } from "../../state/clipboard";
import { useSession } from "../../state/context";
import { Data, say } from "../../text/say";
import { DecodedView } from "./DecodedView";

/** What can be read in a credential, and what is known of it. */
export function InsidePane({ case: open, row }: { case: CaseView; row: CredentialRow }) {
  const { speak } = useSession();

  // What goes to the clipboard is the placeholder, never the value.
  const copy = () =>
    void copyText(row.placeholder).then(
      () => speak(say("detail.copied-placeholder")),
      () => undefined,
    );

  return (
    <section className="pane detail inside" aria-labelledby="inside-title">
      <DecodedView case={open} row={row} />
      <div>
        <h3>{say("detail.facts")}</h3>
        <dl className="facts">
          <dt className="whole">{say("detail.placeholder")}</dt>
          <dd className="whole">
            <span className="placeholder wrap-anywhere selectable" translate="no">
              {row.placeholder}
            </span>
            <Action look="bare" icon="copy" aria-label={say("detail.copy-placeholder")} onPress={copy} />
          </dd>
          <dt>{say("column.state")}</dt>
          <dd>
            <LifeMark life={row.life} />
          </dd>
          {row.host !== null && (
            <>
              <dt>{say("column.host")}</dt>
              <dd className="wrap-anywhere">
                <Data>{row.host}</Data>
              </dd>
            </>
          )}
          <dt>{say("detail.rule")}</dt>
          <dd className="code wrap-anywhere" translate="no">
            {row.rule}
          </dd>
          <dt>{say("detail.class")}</dt>
          <dd>
            <span>
              <span translate="no">{row.class}</span>, {say(`severity.${row.severity}`)}
            </span>
          </dd>
          {row.choice.kind === "keep" && (
            <>
              <dt>{say("detail.reason")}</dt>
              <dd translate="no" className="wrap-anywhere">
                {row.choice.reason}
              </dd>
            </>
          )}
        </dl>
      </div>
    </section>
  );
}
