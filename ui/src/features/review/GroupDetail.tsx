import { Figures } from "../../components/Figures";
import { say } from "../../text/say";
import { groupName } from "./groupHeads";
import type { Target } from "./useCredentialTable";

/** A group as a whole: its figures, and what a decision would be for. */
export function GroupDetail({ target }: { target: Target & { kind: "group" } }) {
  const { by, group } = target;
  return (
    <div className="beside alone">
      <section className="pane detail" aria-labelledby="group-title">
        <header>
          <p className="meta">{say(`review.filter.${by}`)}</p>
          <h2 id="group-title" className="wrap-anywhere" {...(group.value ? { translate: "no" } : {})}>
            <bdi dir="ltr">{groupName(group)}</bdi>
          </h2>
        </header>
        <Figures counts={group} />
        <p className="quiet">{say("group.hint", { count: group.credentials })}</p>
      </section>
    </div>
  );
}
