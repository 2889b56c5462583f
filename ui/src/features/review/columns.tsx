import { ChoiceMark } from "../../components/ChoiceMark";
import type { Column } from "../../components/DataGrid";
import { LifeMark } from "../../components/LifeMark";
import { MaskedValue } from "../../components/MaskedValue";
import type { CredentialRow } from "../../host/wire";
import { say } from "../../text/say";

/** From which width of the table the less telling columns are shown. */
const from = { value: 620, severity: 720, class: 800 };

function column(id: string, title: string, width: string, cell: Column<CredentialRow>["cell"]): Column<CredentialRow> {
  return { id, title, width, cell, sortable: true };
}

/** The columns of the credential table; titles are read when the module loads, after the language is set. */
export const credentialColumns: Column<CredentialRow>[] = [
  column("service", say("column.credential"), "minmax(150px, 1fr)", (row) => (
    <span translate="no">
      {row.service} <span className="quiet">{row.label}</span>
    </span>
  )),
  { ...column("class", say("column.class"), "80px", (row) => <span translate="no">{row.class}</span>), from: from.class },
  { ...column("severity", say("column.severity"), "72px", (row) => say(`severity.${row.severity}`)), from: from.severity },
  {
    ...column("value", say("column.value"), "112px", (row) => <MaskedValue masked={row.masked} kept={row.choice.kind === "keep"} />),
    sortable: false,
    from: from.value,
  },
  column("state", say("column.state"), "136px", (row) => <LifeMark life={row.life} brief />),
  { ...column("places", say("column.places"), "56px", (row) => say("count", { n: row.places })), align: "end" },
  column("choice", say("column.decision"), "100px", (row) => <ChoiceMark choice={row.choice} />),
];
