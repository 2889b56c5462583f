import { say } from "../text/say";
import { Icon } from "./Icon";

/** The one thing that everybody asks first. */
export function Pledge() {
  return (
    <p className="promise">
      <Icon name="lock" />
      {say("promise")}
    </p>
  );
}
