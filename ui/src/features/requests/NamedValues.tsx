import { MarkedText } from "../../components/MarkedText";
import type { NamedValue } from "../../host/wire";

/** Names and values as they stand in the file. */
export function NamedValues({ title, values }: { title: string; values: NamedValue[] }) {
  return (
    <section className="named">
      <h3>
        {title}{" "}
        <span className="meta" translate="no">
          {values.length}
        </span>
      </h3>
      <dl className="claims">
        {values.map((value, at) => (
          <div key={at}>
            <dt className="code wrap-anywhere" translate="no">
              {value.name}
            </dt>
            <dd>
              <MarkedText segments={value.value} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
