import type { ReactElement } from "react";
import type { ChangeEntry } from "../../contract/corrections.ts";
import { changeWords, type ChangeNames } from "../../model/change-words.ts";
import { relationSentence } from "../../model/sentences.ts";
import type { StoryGraph } from "../../model/story.ts";
import { momentWords } from "../../model/version-words.ts";
import { CallError } from "../api/client.ts";
import { useAction, useOwnerActions } from "./owner-context.tsx";

interface ChangeRowProps {
  readonly change: ChangeEntry;
  readonly names: ChangeNames;
  readonly isTakenBack: boolean;
  /** Newer than the reader's last visit. */
  readonly isNew?: boolean;
}

/** One change: when, by whom, and what; for the owner with a button to revert it. */
export function ChangeRow({ change, names, isTakenBack, isNew = false }: ChangeRowProps): ReactElement {
  return (
    <li className={isNew ? "change new" : "change"}>
      <time className="quiet" dateTime={change.at}>
        {momentWords(change.at)}
        {change.who !== null && (
          <>
            {" "}
            · <bdi>{change.who}</bdi>
          </>
        )}
        {isNew && " · new"}
      </time>
      <span dir="auto">{changeWords(change, names)}</span>
      {isTakenBack ? <span className="quiet">Taken back.</span> : change.revertible && <TakeBack change={change} />}
    </li>
  );
}

/** Names for the records in changes. */
export function changeNames(graph: StoryGraph, changes: readonly ChangeEntry[]): ChangeNames {
  const entities = new Map(graph.entities.map((entity) => [entity.id, entity]));
  const relations = new Map([...graph.claims, ...graph.relations].map((relation) => [relation.id, relation]));
  return {
    articleOf: (id) => `“${graph.articles.find((article) => article.id === id)?.title ?? id}”`,
    claimOf: (id) => {
      const relation = relations.get(id);
      return relation === undefined ? null : relationSentence(relation, entities).text;
    },
    changeOf: (number) => changes.find((change) => change.number === number) ?? null,
  };
}

function TakeBack({ change }: { readonly change: ChangeEntry }): ReactElement | null {
  const desk = useOwnerActions();
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
          action.run(async () => {
            try {
              await client("revert", { params: { story, number: String(change.number) }, query: {}, body: {} });
            } catch (error) {
              // The story was changed after it was loaded here.
              if (error instanceof CallError && error.problem?.code === "change/conflict") desk.reload();
              throw error;
            }
          })
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
