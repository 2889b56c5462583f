import { useEffect, useState } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";

import { Action } from "../../components/Action";
import { MarkedText } from "../../components/MarkedText";
import type { CaseView, EntryDetail } from "../../host/wire";
import { useSession } from "../../state/context";
import { say } from "../../text/say";
import { BodyPanel } from "./BodyPanel";
import { NamedValues } from "./NamedValues";
import { RedactSelection } from "./RedactSelection";
import { TimingPanel } from "./TimingPanel";

interface RequestDetailProps {
  case: CaseView;
  file: number;
  index: number;
  onClose: () => void;
}

/** One request: headers, payload, response, timing, with what is covered drawn in place. */
export function RequestDetail({ case: open, file, index, onClose }: RequestDetailProps) {
  const { host } = useSession();
  const [entry, setEntry] = useState<EntryDetail | null>(null);
  useEffect(() => {
    let isWanted = true;
    host.entry(open.id, file, index).then(
      (found) => isWanted && setEntry(found),
      () => isWanted && setEntry(null),
    );
    return () => {
      isWanted = false;
    };
  }, [host, open.id, open.revision, file, index]);
  if (!entry) return <section className="pane request" />;
  const body = { case: open, file, index };
  return (
    <section className="pane request" aria-labelledby="request-title">
      <header>
        <h2 id="request-title" className="code" translate="no">
          {entry.method} {entry.status} {entry.statusText}
        </h2>
        <Action look="bare" icon="cross" aria-label={say("request.close")} onPress={onClose} />
        <MarkedText segments={entry.url} />
      </header>
      <Tabs className="tabs">
        <TabList className="tab-list" aria-label={say("request.tabs")}>
          {(["headers", "payload", "response", "timing"] as const).map((tab) => (
            <Tab key={tab} id={tab} className="tab">
              {say(`request.${tab}`)}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="headers" className="tab-panel scroll">
          <NamedValues title={say("request.request-headers")} values={entry.requestHeaders} />
          <NamedValues title={say("request.response-headers")} values={entry.responseHeaders} />
        </TabPanel>
        <TabPanel id="payload" className="tab-panel scroll">
          {entry.query.length > 0 && <NamedValues title={say("request.query")} values={entry.query} />}
          <h3>{say("request.posted")}</h3>
          <BodyPanel {...body} part="request" bytes={entry.requestBodyBytes} />
        </TabPanel>
        <TabPanel id="response" className="tab-panel scroll">
          <BodyPanel {...body} part="response" bytes={entry.responseBodyBytes} />
        </TabPanel>
        <TabPanel id="timing" className="tab-panel scroll">
          <TimingPanel timings={entry.timings} />
        </TabPanel>
      </Tabs>
      <RedactSelection revision={open.revision} />
    </section>
  );
}
