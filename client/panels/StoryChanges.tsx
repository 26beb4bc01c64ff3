import { useEffect, useMemo, useState, type ReactElement } from "react";
import type { ChangeEntry } from "../../contract/corrections.ts";
import { takenBack } from "../../model/change-words.ts";
import type { StoryGraph } from "../../model/story.ts";
import { momentWords } from "../../model/version-words.ts";
import type { Client } from "../api/client.ts";
import { ChangeRow, changeNames } from "./ChangeRow.tsx";
import { useLastVisit } from "./last-visit.ts";

const SHORT = 5;
const LONGEST = 200;

export interface StoryChangesProps {
  readonly client: Client;
  readonly graph: StoryGraph;
}

/** What was changed in the story, the latest first, and what of it since the reader's last visit. */
export function StoryChanges({ client, graph }: StoryChangesProps): ReactElement | null {
  const [changes, setChanges] = useState<readonly ChangeEntry[]>([]);
  const [isWhole, setWhole] = useState(false);
  const story = graph.story.id;
  useEffect(() => {
    const stop = new AbortController();
    client("changes", { params: { story }, query: { limit: String(LONGEST) }, signal: stop.signal }).then(
      // What is saved of the picture changes nothing of what the story says.
      (answer) => setChanges(answer.changes.filter(({ what }) => what !== "view")),
      // The story can be read without its ledger.
      () => undefined,
    );
    return () => stop.abort();
    // The graph is another one whenever the story has changed.
  }, [client, story, graph]);
  const names = useMemo(() => changeNames(graph, changes), [graph, changes]);
  const taken = useMemo(() => takenBack(changes), [changes]);
  const looked = useLastVisit(story, changes);
  if (changes.every(({ number, what }) => number === 1 && what === "load")) return null;
  const isNew = ({ number, at }: ChangeEntry): boolean => looked !== null && (number > looked.number || at > looked.at);
  const unseen = changes.filter(isNew).length;
  return (
    <section className="panel" aria-labelledby="changes-title">
      <h2 id="changes-title">What changed</h2>
      {looked !== null && (
        <p className="quiet">
          {unseen === 0 ? "Nothing" : unseen === LONGEST ? `${LONGEST} or more` : unseen} since you last looked, on{" "}
          {momentWords(looked.at)}.
        </p>
      )}
      <ul className="plain-list">
        {(isWhole ? changes : changes.slice(0, Math.max(SHORT, unseen))).map((change) => (
          <ChangeRow
            key={change.number}
            change={change}
            names={names}
            isTakenBack={taken.has(change.number)}
            isNew={isNew(change)}
          />
        ))}
      </ul>
      {!isWhole && changes.length > Math.max(SHORT, unseen) && (
        <button type="button" className="as-link" onClick={() => setWhole(true)}>
          show all {changes.length}
        </button>
      )}
    </section>
  );
}
