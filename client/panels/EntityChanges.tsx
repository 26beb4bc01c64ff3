import { useEffect, useMemo, useState, type ReactElement } from "react";
import type { ChangeEntry } from "../../contract/corrections.ts";
import { takenBack } from "../../model/change-words.ts";
import type { StoryGraph } from "../../model/story.ts";
import type { Client } from "../api/client.ts";
import { failureWords } from "./owner-context.tsx";
import { ChangeRow, changeNames } from "./ChangeRow.tsx";

interface EntityChangesProps {
  readonly client: Client;
  readonly graph: StoryGraph;
  /** The id of an entity, an article or a relation. */
  readonly id: string;
  /** Its name, for screen readers. */
  readonly of: string;
}

/** The changes of one record, loaded when opened. */
export function EntityChanges({ client, graph, id, of }: EntityChangesProps): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const [changes, setChanges] = useState<readonly ChangeEntry[] | null>(null);
  const [failure, setFailure] = useState("");
  const story = graph.story.id;
  useEffect(() => {
    if (!isOpen) return undefined;
    const stop = new AbortController();
    client("changes", { params: { story }, query: { of: id }, signal: stop.signal }).then(
      (answer) => {
        setChanges(answer.changes);
        setFailure("");
      },
      (error: unknown) => stop.signal.aborted || setFailure(failureWords(error)),
    );
    return () => stop.abort();
  }, [client, story, id, isOpen, graph]);
  const names = useMemo(() => changeNames(graph, changes ?? []), [graph, changes]);
  const taken = useMemo(() => takenBack(changes ?? []), [changes]);
  return (
    <details className="thing-changes" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary aria-label={`Changes: ${of}`}>Changes</summary>
      {failure !== "" && <p role="status">{failure}</p>}
      {changes?.length === 0 && <p className="quiet">Nothing was changed since it was first loaded.</p>}
      <ul className="plain-list">
        {(changes ?? []).map((change) => (
          <ChangeRow key={change.number} change={change} names={names} isTakenBack={taken.has(change.number)} />
        ))}
      </ul>
    </details>
  );
}
