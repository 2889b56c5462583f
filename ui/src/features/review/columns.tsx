import { ChoiceMark } from "../../components/ChoiceMark";
import { CredentialName } from "../../components/CredentialName";
import type { Column } from "../../components/DataGrid";
import { LifeMark } from "../../components/LifeMark";
import { MaskedValue } from "../../components/MaskedValue";
import type { CredentialRow, FacetKind } from "../../host/wire";
import { say } from "../../text/say";

/** From which width of the table the less telling columns are shown. */
const from = { value: 630, severity: 730, class: 810 };

function column(id: string, title: string, width: string, cell: Column<CredentialRow>["cell"]): Column<CredentialRow> {
  return { id, title, width, cell, sortable: true };
}

/** The columns of the credential table; what the head of a group says is not said again under it. */
export function credentialColumns(by: FacetKind | null): Column<CredentialRow>[] {
  return [by === null ? name : underHead(by), ...others];
}

const nameWidth = "minmax(140px, 1fr)";

// Titles are read when the module loads, after the language is set.
const name = column("service", say("column.credential"), nameWidth, (row) => <CredentialName service={row.service} label={row.label} />);

function underHead(by: FacetKind): Column<CredentialRow> {
  const isSaid = (row: CredentialRow) => by === "service" || (by === "host" && row.service === row.host);
  return { ...name, cell: (row) => <CredentialName service={isSaid(row) ? null : row.service} label={row.label} /> };
}

const others: Column<CredentialRow>[] = [
  { ...column("class", say("column.class"), "80px", (row) => <span translate="no">{row.class}</span>), from: from.class },
  { ...column("severity", say("column.severity"), "72px", (row) => say(`severity.${row.severity}`)), from: from.severity },
  {
    ...column("value", say("column.value"), "104px", (row) => <MaskedValue masked={row.masked} kept={row.choice.kind === "keep"} />),
    sortable: false,
    from: from.value,
  },
  column("state", say("column.state"), "146px", (row) => <LifeMark life={row.life} brief />),
  { ...column("places", say("column.places"), "50px", (row) => say("count", { n: row.places })), align: "end" },
  column("choice", say("column.decision"), "92px", (row) => <ChoiceMark choice={row.choice} />),
];
