import { Action } from "../../components/Action";
import { Pick } from "../../components/Pick";
import type { FacetKind } from "../../host/wire";
import { useModel, useSession } from "../../state/context";
import { say } from "../../text/say";
import type { GroupedLines } from "./useCredentialTable";

const none = "";
const kinds: FacetKind[] = ["service", "host", "rule"];

/** What the credentials are gathered by, and all groups opened or closed at once. */
export function GroupControl({ grouped }: { grouped: GroupedLines | null }) {
  const session = useSession();
  const { info, table } = useModel();
  const by = info?.settings.group ?? none;
  const options = [none, ...kinds].map((id) => ({ id, text: say(id === none ? "group.none" : `group.by.${id as "service" | "host" | "rule"}`) }));
  const isAnyOpen = grouped !== null && grouped.groups.some((group) => !table.closed.has(group.value));
  return (
    <div className="group-control">
      <Pick label={say("group.label")} unseenLabel options={options} value={by} onChange={(id) => void session.groupBy(id === none ? null : (id as FacetKind))} />
      {grouped && (
        // The groups that are seen may still be those from before the choice.
        <Action look="bare" icon={isAnyOpen ? "fold" : "unfold"} isDisabled={grouped.by !== by} onPress={() => grouped.foldAll(!isAnyOpen)}>
          {say(isAnyOpen ? "group.close-all" : "group.open-all")}
        </Action>
      )}
    </div>
  );
}
