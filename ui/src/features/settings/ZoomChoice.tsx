import { Action } from "../../components/Action";
import { useSession } from "../../state/context";
import { larger, smaller, usualZoom, zooms } from "../../state/zoom";
import { say } from "../../text/say";

/** How large everything is drawn. */
export function ZoomChoice({ zoom }: { zoom: number }) {
  const session = useSession();
  return (
    <section className="card group" aria-labelledby="zoom">
      <h2 id="zoom" className="group-title">
        {say("settings.zoom")}
      </h2>
      <div className="row">
        <Action isDisabled={zoom <= Math.min(...zooms)} onPress={() => void session.zoomTo(smaller)}>
          {say("zoom.smaller")}
        </Action>
        <span className="end">{say("zoom.now", { share: zoom / 100 })}</span>
        <Action isDisabled={zoom >= Math.max(...zooms)} onPress={() => void session.zoomTo(larger)}>
          {say("zoom.larger")}
        </Action>
        {zoom !== usualZoom && (
          <Action look="link" onPress={() => void session.zoomTo(() => usualZoom)}>
            {say("zoom.usual")}
          </Action>
        )}
      </div>
    </section>
  );
}
