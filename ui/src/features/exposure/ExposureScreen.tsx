import { Icon } from "../../components/Icon";
import { say } from "../../text/say";

/** The place of the exposure lane. */
export function ExposureScreen() {
  return (
    <div className="page exposure">
      <h1>{say("exposure.title")}</h1>
      <section className="card soon">
        <Icon name="clock" />
        <div className="stack">
          <p>{say("exposure.text")}</p>
          <p className="quiet">{say("exposure.now")}</p>
        </div>
      </section>
    </div>
  );
}
