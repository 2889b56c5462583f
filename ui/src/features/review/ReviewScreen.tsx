import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";

import { Action } from "../../components/Action";
import type { CaseView } from "../../host/wire";
import { useSession } from "../../state/context";
import type { ReviewTab } from "../../state/model";
import { useShortcut } from "../../state/useShortcut";
import { say } from "../../text/say";
import { CredentialsTab } from "./CredentialsTab";
import { TakeBack } from "./TakeBack";

interface ReviewScreenProps {
  case: CaseView;
  tab: ReviewTab;
  requests: ReactNode;
  look: ReactNode;
}

/** Everything that was found, credential by credential, request by request. */
export function ReviewScreen({ case: open, tab, requests, look }: ReviewScreenProps) {
  const session = useSession();
  const makeCopy = () => void session.send.makeCopy("beside");
  useShortcut("back", session.send.toVerdict);
  useShortcut("make", makeCopy);

  return (
    <div className="review">
      <header className="case-head">
        <Action look="bare" icon="back" aria-label={say("review.back")} onPress={session.send.toVerdict} />
        <div className="names">
          <h1 className="clip" translate="no">
            {open.files.map((file) => file.name).join(", ")}
          </h1>
        </div>
        <Action look="primary" onPress={makeCopy}>
          {say("verdict.make")}
        </Action>
      </header>
      <Tabs className="tabs" selectedKey={tab} onSelectionChange={(key) => session.review(key as ReviewTab)}>
        <TabList className="tab-list" aria-label={say("review.tabs")}>
          <ReviewTabHead id="credentials" count={open.counts.credentials} />
          <ReviewTabHead id="requests" count={open.files.reduce((sum, file) => sum + (file.requests ?? 0), 0)} />
          <ReviewTabHead id="look" count={open.counts.lookLater ? null : open.counts.look} />
        </TabList>
        <TabPanel id="credentials" className="tab-panel">
          <CredentialsTab case={open} />
        </TabPanel>
        <TabPanel id="requests" className="tab-panel">
          {requests}
        </TabPanel>
        <TabPanel id="look" className="tab-panel">
          {look}
        </TabPanel>
      </Tabs>
      {tab !== "credentials" && (
        <section className="decision-bar at-end" aria-label={say("decide.label")}>
          <TakeBack case={open} />
        </section>
      )}
    </div>
  );
}

function ReviewTabHead({ id, count }: { id: ReviewTab; count: number | null }) {
  return (
    <Tab id={id} className="tab">
      {say(`review.tab.${id}`)}
      {count !== null && <span className="meta">{say("count", { n: count })}</span>}
    </Tab>
  );
}
