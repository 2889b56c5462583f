import { useEffect, useState } from "react";

import { MarkedText } from "../../components/MarkedText";
import type { CaseView, Claim, CredentialRow, Decoded } from "../../host/wire";
import { useSession } from "../../state/context";
import { say } from "../../text/say";

/** What can be read inside a credential: a token's claims, a SAML message's fields. */
export function DecodedView({ case: open, row }: { case: CaseView; row: CredentialRow }) {
  const { host } = useSession();
  const [decoded, setDecoded] = useState<Decoded | null>(null);
  useEffect(() => {
    let isWanted = true;
    host.decoded(open.id, row.id).then(
      (found) => isWanted && setDecoded(found),
      () => isWanted && setDecoded(null),
    );
    return () => {
      isWanted = false;
    };
  }, [host, open.id, open.revision, row.id]);
  return (
    <div className="decoded">
      <h2 id="inside-title">{say("detail.inside")}</h2>
      {decoded?.kind === "opaque" && <p className="quiet">{say("detail.opaque")}</p>}
      {decoded?.kind === "jwt" && (
        <>
          <Claims title={say("detail.jwt.header")} claims={decoded.header} />
          <Claims title={say("detail.jwt.claims")} claims={decoded.claims} />
        </>
      )}
      {decoded?.kind === "saml" && <Claims title={say("detail.saml")} claims={decoded.fields} />}
      {decoded?.kind === "base64" && (
        <figure>
          <figcaption className="meta">{say("detail.base64")}</figcaption>
          <MarkedText segments={decoded.text} />
        </figure>
      )}
    </div>
  );
}

const time = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

function Claims({ title, claims }: { title: string; claims: Claim[] }) {
  return (
    <>
      <h3 className="meta">{title}</h3>
      <dl className="claims">
        {claims.map((claim) => (
          <div key={claim.name}>
            <dt className="code" translate="no">
              {claim.name}
            </dt>
            <dd>
              <MarkedText segments={claim.value} />
              {claim.time !== null && (
                <span className="meta" translate="no">
                  {" "}
                  {time.format(claim.time * 1000)}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
