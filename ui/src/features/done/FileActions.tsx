import { Action } from "../../components/Action";
import type { CaseView, SafeFile } from "../../host/wire";
import { useSession } from "../../state/context";
import { say } from "../../text/say";

interface FileActionsProps {
  case: CaseView;
  file: SafeFile;
  index: number;
  /** Whether the name of the file is needed to tell these from others. */
  isOneOfMany: boolean;
}

/** Where one safe file is, and what is said of it. */
export function FileActions({ case: open, file, index, isOneOfMany }: FileActionsProps) {
  const { host } = useSession();
  const name = isOneOfMany ? { name: file.name } : null;
  return (
    <>
      <Action icon="folder" {...(name && { "aria-label": say("done.folder-label", name) })} onPress={() => void host.showInFolder(open.id, index)}>
        {say("done.folder")}
      </Action>
      <Action icon="report" {...(name && { "aria-label": say("done.report-label", name) })} onPress={() => void host.openReport(open.id, index)}>
        {say("done.report")}
      </Action>
    </>
  );
}
