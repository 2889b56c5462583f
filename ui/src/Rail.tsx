import { Button } from "react-aria-components";

import { Icon, type IconName } from "./components/Icon";
import { useModel, useSession } from "./state/context";
import type { Lane } from "./state/model";
import { say } from "./text/say";

const places: [Lane, IconName][] = [
  ["send", "send"],
  ["exposure", "clock"],
  ["verify", "verify"],
  ["settings", "settings"],
];

/** The four places of the window. */
export function Rail() {
  const session = useSession();
  const { lane } = useModel();
  return (
    <nav className="rail" aria-label={say("rail.label")}>
      <ul>
        {places.map(([place, icon]) => (
          <li key={place} title={say(`rail.${place}`)} className={place === "settings" ? "last" : undefined}>
            <Button className="rail-item" aria-current={lane === place ? "page" : "false"} onPress={() => session.goTo(place)}>
              <Icon name={icon} />
              <span>{say(`rail.${place}`)}</span>
            </Button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
