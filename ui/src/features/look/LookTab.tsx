import { useState } from "react";

import { Action } from "../../components/Action";
import { DataGrid, type Column } from "../../components/DataGrid";
import { Mark } from "../../components/Mark";
import { Path } from "../../components/Path";
import type { CaseView, Look } from "../../host/wire";
import { useSession } from "../../state/context";
import { usePages } from "../../state/pages";
import { say } from "../../text/say";

function columns(open: CaseView): Column<Look>[] {
  const all: Column<Look>[] = [
    {
      id: "why",
      title: say("look.why"),
      width: "140px",
      cell: (look) => (
        <Mark icon={look.reason === "unread" ? "unknown" : "flag"} tone="warn">
          {say(`look.reason.${look.reason}`)}
        </Mark>
      ),
    },
    { id: "path", title: say("look.where"), width: "minmax(180px, 3fr)", align: "tail", cell: (look) => <Path path={look.path} /> },
    { id: "detail", title: say("look.more"), from: 660, width: "minmax(120px, 1fr)", cell: (look) => <span className="quiet" translate="no">{look.detail}</span> },
    { id: "length", title: say("look.length"), width: "64px", align: "end", cell: (look) => <span translate="no">{look.length}</span> },
  ];
  if (open.files.length > 1) {
    all.unshift({ id: "file", title: say("look.file"), width: "160px", cell: (look) => <span translate="no">{open.files[look.file]?.name}</span> });
  }
  return all;
}

/** What a person should look at: random-looking strings that stay, parts that were not read. */
export function LookTab({ case: open }: { case: CaseView }) {
  const session = useSession();
  const [active, setActive] = useState(0);
  const rows = usePages(`${open.id} ${open.revision} look`, (offset, limit) => session.host.looks(open.id, offset, limit));

  function show(index: number) {
    const look = rows.at(index);
    if (look && look.entry !== null) session.review("requests", { file: look.file, index: look.entry });
  }

  const chosen = rows.at(active);
  if (rows.isKnown && rows.total === 0) return <p className="empty quiet">{say(open.counts.lookLater ? "look.later" : "look.none")}</p>;
  return (
    <div className="look">
      <p className="intro quiet">
        {say("look.intro")} {open.counts.lookLater && say("look.later")}
      </p>
      <DataGrid label={say("look.table")} columns={columns(open)} rows={rows} active={active} onActive={setActive} onOpen={show} />
      {chosen && (
        <div className="look-bar">
          <span className="wrap-anywhere selectable">
            <span className="code" translate="no">
              {chosen.path}
            </span>{" "}
            <span className="quiet" translate="no">
              {chosen.detail}
            </span>
          </span>
          <Action isDisabled={chosen.entry === null} onPress={() => show(active)}>
            {say("detail.request")}
          </Action>
        </div>
      )}
    </div>
  );
}
