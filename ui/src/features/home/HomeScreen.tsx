import { DropArea } from "../../components/DropArea";
import { Keys } from "../../components/Keys";
import { Pledge } from "../../components/Pledge";
import { useModel, useSession } from "../../state/context";
import type { Drag } from "../../state/model";
import { keysFor } from "../../state/shortcuts";
import { say, Say } from "../../text/say";
import { Outcomes } from "./Outcomes";

/** Where everything begins: drop a file. */
export function HomeScreen() {
  const session = useSession();
  const { drag, info } = useModel();
  const keys = keysFor(info?.settings.shortcuts ?? {}).open;
  const hint = <Say word="home.choose" values={{ key: <Keys keys={keys} /> }} />;
  return (
    <div className="page home">
      <h1>{say("home.title")}</h1>
      <DropArea icon="file" title={dropTitle(drag)} hint={hint} over={dragOver(drag)} onPress={session.choose} />
      <Pledge />
      <p className="meta">{say("home.more")}</p>
      <Outcomes />
    </div>
  );
}

function dragOver(drag: Drag | null) {
  if (!drag) return "none";
  return drag.accepted > 0 ? "welcome" : "refused";
}

function dropTitle(drag: Drag | null): string {
  if (!drag) return say("home.drop");
  if (drag.accepted === 0) return say("home.over-none");
  return drag.refused > 0 ? say("home.over-some", { accepted: drag.accepted }) : say("home.over", { count: drag.accepted });
}
