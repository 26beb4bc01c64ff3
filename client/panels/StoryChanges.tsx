import { useEffect, useMemo, useState, type ReactElement } from "react";
import type { ChangeEntry } from "../../contract/corrections.ts";
import { changeWords, takenBack } from "../../model/change-words.ts";
import { relationSentence } from "../../model/sentences.ts";
import type { StoryGraph } from "../../model/story.ts";
import { momentWords } from "../../model/version-words.ts";
import type { Client } from "../api/client.ts";
import { useAction, useDesk } from "./desk.tsx";

const SHORT = 5;
const LONGEST = 200;

export interface StoryChangesProps {
  readonly client: Client;
  readonly graph: StoryGraph;
}

/** What was changed in the story, the latest first; for the owner with a way back. */
export function StoryChanges({ client, graph }: StoryChangesProps): ReactElement | null {
  const [changes, setChanges] = useState<readonly ChangeEntry[]>([]);
  const [isWhole, setWhole] = useState(false);
  const story = graph.story.id;
  useEffect(() => {
    const stop = new AbortController();
    client("changes", { params: { story }, query: { limit: String(LONGEST) }, signal: stop.signal }).then(
      (answer) => setChanges(answer.changes),
      // The story can be read without its ledger.
      () => undefined,
    );
    return () => stop.abort();
    // The graph is another one whenever the story has changed.
  }, [client, story, graph]);
  const names = useMemo(() => {
    const entities = new Map(graph.entities.map((entity) => [entity.id, entity]));
    const relations = new Map([...graph.claims, ...graph.relations].map((relation) => [relation.id, relation]));
    return {
      articleOf: (id: string) => `“${graph.articles.find((article) => article.id === id)?.title ?? id}”`,
      claimOf: (id: string) => {
        const relation = relations.get(id);
        return relation === undefined ? null : relationSentence(relation, entities).text;
      },
      changeOf: (number: number) => changes.find((change) => change.number === number) ?? null,
    };
  }, [graph, changes]);
  const taken = useMemo(() => takenBack(changes), [changes]);
  if (changes.every(({ number, what }) => number === 1 && what === "load")) return null;
  return (
    <section className="panel" aria-labelledby="changes-title">
      <h2 id="changes-title">What changed</h2>
      <ul className="plain-list">
        {(isWhole ? changes : changes.slice(0, SHORT)).map((change) => (
          <li key={change.number} className="change">
            <time className="quiet" dateTime={change.at}>
              {momentWords(change.at)}
              {change.who !== null && (
                <>
                  {" "}
                  · <bdi>{change.who}</bdi>
                </>
              )}
            </time>
            <span dir="auto">{changeWords(change, names)}</span>
            {taken.has(change.number) ? (
              <span className="quiet">Taken back.</span>
            ) : (
              change.revertible && <TakeBack change={change} />
            )}
          </li>
        ))}
      </ul>
      {!isWhole && changes.length > SHORT && (
        <button type="button" className="as-link" onClick={() => setWhole(true)}>
          show all {changes.length}
        </button>
      )}
    </section>
  );
}

function TakeBack({ change }: { readonly change: ChangeEntry }): ReactElement | null {
  const desk = useDesk();
  const action = useAction(() => desk?.reload());
  if (desk === null) return null;
  const { client, story } = desk;
  return (
    <span className="claim-actions">
      <button
        type="button"
        className="as-link"
        aria-label={`Take back change ${change.number}`}
        aria-disabled={action.isBusy}
        onClick={() =>
          action.run(() => client("revert", { params: { story, number: String(change.number) }, query: {}, body: {} }))
        }
      >
        Take back
      </button>
      <span className="failure" role="status">
        {action.failure}
      </span>
    </span>
  );
}
