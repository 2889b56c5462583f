import { useState } from "react";

import { Action } from "../../components/Action";
import { Icon } from "../../components/Icon";
import { Sheet } from "../../components/Sheet";
import type { SignOut } from "../../host/wire";
import { Data, say, Say } from "../../text/say";

/** The one thing that ends what is in the original. */
export function SignOutLine({ place }: { place: SignOut }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="row sign-out">
      <Icon name="key" />
      <p className="wrap-anywhere">
        <Say word="done.sign-out" values={{ host: <Data>{place.host}</Data>, count: place.sessions }} />
      </p>
      <Action look="link" onPress={() => setOpen(true)}>
        {say("done.sign-out-how")}
      </Action>
      <Sheet title={say("done.sign-out-title")} isOpen={isOpen} onClose={() => setOpen(false)}>
        <p>
          <Say word="done.sign-out-text" values={{ host: <Data>{place.host}</Data> }} />
        </p>
        <div className="row">
          <Action onPress={() => setOpen(false)}>{say("done.sign-out-close")}</Action>
        </div>
      </Sheet>
    </div>
  );
}
