import { useEffect, useState } from "react";

import { Action } from "../../components/Action";
import { MarkedText } from "../../components/MarkedText";
import type { BodyPart, CaseView, TextPage } from "../../host/wire";
import { useSession } from "../../state/context";
import { size } from "../../text/figures";
import { say } from "../../text/say";

interface BodyPanelProps {
  case: CaseView;
  file: number;
  index: number;
  part: BodyPart;
  bytes: number | null;
}

/** A body, one window of it at a time. */
export function BodyPanel({ case: open, file, index, part, bytes }: BodyPanelProps) {
  const { host } = useSession();
  const [starts, setStarts] = useState<number[]>([0]);
  const [page, setPage] = useState<TextPage | null>(null);
  const offset = starts[starts.length - 1] ?? 0;
  useEffect(() => {
    if (bytes === null) return;
    let isWanted = true;
    host.body(open.id, file, index, part, offset).then(
      (found) => isWanted && setPage(found),
      () => isWanted && setPage(null),
    );
    return () => {
      isWanted = false;
    };
  }, [host, open.id, open.revision, file, index, part, offset, bytes]);

  if (bytes === null) return <p className="quiet">{say("request.no-body")}</p>;
  if (!page) return null;
  const { next } = page;
  const isWhole = starts.length === 1 && next === null;
  return (
    <div className="body">
      {!isWhole && (
        <div className="row">
          <Action isDisabled={starts.length === 1} onPress={() => setStarts(starts.slice(0, -1))}>
            {say("request.earlier")}
          </Action>
          <span className="meta">
            {say("request.part", { from: size(page.offset), to: size(next ?? page.total), total: size(page.total) })}
          </span>
          <Action isDisabled={next === null} onPress={() => next !== null && setStarts([...starts, next])}>
            {say("request.later")}
          </Action>
        </div>
      )}
      <MarkedText segments={page.segments} />
    </div>
  );
}
