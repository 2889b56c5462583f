import type { CaseView } from "../../host/wire";
import { useModel } from "../../state/context";
import { longTime } from "../../text/figures";
import { Data, say, Say } from "../../text/say";

/** The sentence that a person remembers. */
export function HeadlineText({ case: open }: { case: CaseView }) {
  const { info } = useModel();
  const { headline } = open;
  const isMany = open.files.length > 1;
  switch (headline.kind) {
    case "logIn": {
      const left =
        headline.secondsLeft === null
          ? say("verdict.left.unknown", { files: open.files.length })
          : say("verdict.left.known", { time: longTime(headline.secondsLeft) });
      const word = headline.who ? (isMany ? "verdict.login-many" : "verdict.login") : isMany ? "verdict.login-nobody-many" : "verdict.login-nobody";
      return (
        <Sentence more={headline.more}>
          <Say word={word} values={{ who: <Data>{headline.who}</Data>, host: <Data>{headline.host}</Data>, left }} />
        </Sentence>
      );
    }
    case "access":
      return (
        <Sentence more={headline.more}>
          <Say word={isMany ? "verdict.access-many" : "verdict.access"} values={{ service: <Data>{headline.service}</Data> }} />
        </Sentence>
      );
    case "expired":
      return <Sentence next={say("verdict.expired-next")}>{say("verdict.expired", { files: open.files.length })}</Sentence>;
    case "nothing": {
      const layers = open.files.reduce((sum, file) => sum + file.layers, 0);
      return (
        <Sentence next={say("verdict.nothing-next", { layers, rules: info?.rules ?? 0 })}>{say("verdict.nothing", { files: open.files.length })}</Sentence>
      );
    }
    case "alreadyScrubbed": {
      const placeholders = open.files.reduce(
        (sum, file) => sum + file.notes.reduce((inner, note) => inner + (note.kind === "already-scrubbed" ? note.placeholders : 0), 0),
        0,
      );
      return <Sentence next={say("verdict.already-next", { placeholders, files: open.files.length })}>{say("verdict.already", { files: open.files.length })}</Sentence>;
    }
  }
}

function Sentence({ children, more = 0, next }: { children: React.ReactNode; more?: number; next?: string }) {
  return (
    <div className="sentence">
      <p id="headline" className="wrap-anywhere">
        {children}
      </p>
      {more > 0 && <p className="then">{say("verdict.more", { count: more })}</p>}
      {next && <p className="then quiet">{next}</p>}
    </div>
  );
}
