import { Button, TextInput } from "@mantine/core";
import { useEffect, useRef, useState, type ReactElement } from "react";
import type { StorySummary } from "../../contract/browse.ts";
import { periodWords } from "../../model/period-words.ts";
import { titleMistake } from "../../model/story-title.ts";
import { momentWords } from "../../model/version-words.ts";
import { count } from "./count.ts";
import { useAction, type Owner } from "./owner-context.tsx";
import { StoryLink } from "./StoryLink.tsx";
import { UnloadDialog } from "./UnloadDialog.tsx";

export interface StoryRowProps {
  readonly story: StorySummary;
  readonly owner: Owner;
  /** The list must be reloaded. */
  readonly onChanged: () => void;
  readonly onGone: () => void;
  readonly hrefOf: (story: string) => string;
  readonly onOpen: (story: string) => void;
}

/** A story in the list: its description, its counts and, for the owner, its actions. */
export function StoryRow({ story, owner, onChanged, onGone, hrefOf, onOpen }: StoryRowProps): ReactElement {
  const { id, title, summary, publishedAt, until, articles, entities, relations, voices, changedAt, visibility } =
    story;
  const [isNaming, setNaming] = useState(false);
  const [isUnloading, setUnloading] = useState(false);
  const renaming = useRef<HTMLButtonElement>(null);
  const action = useAction(onChanged);
  const { client, isOwner } = owner;
  const other = visibility === "public" ? "desk" : "public";
  const period = periodWords(publishedAt, until);
  return (
    <li className="story-row">
      <article aria-labelledby={`story-${id}`}>
        <h2 id={`story-${id}`}>
          <StoryLink href={hrefOf(id)} onGo={() => onOpen(id)}>
            <bdi>{title}</bdi>
          </StoryLink>
        </h2>
        {summary !== "" && (
          <p className="story-summary" dir="auto">
            {summary}
          </p>
        )}
        <p className="story-figures">
          {period !== "" && <span>{period}</span>}
          <span>{count(articles, "article")}</span>
          <span>{count(entities, "entity", "entities")}</span>
          <span>{count(relations, "relation")}</span>
          <span>{count(voices, "voice")}</span>
          {changedAt !== null && (
            <span>
              last change <time dateTime={changedAt}>{momentWords(changedAt)}</time>
            </span>
          )}
        </p>
        {isOwner && (
          <div className="story-actions">
            <span className={`seen-by ${visibility}`}>
              {visibility === "public" ? "Public" : "On the desk: only you see it"}
            </span>
            <button
              type="button"
              className="as-link"
              aria-label={`${other === "public" ? "Make public" : "Take back to the desk"}: ${title}`}
              aria-disabled={action.isBusy}
              onClick={() =>
                action.run(() => client("changeStory", { params: { story: id }, body: { visibility: other } }))
              }
            >
              {other === "public" ? "Make public" : "Take back to the desk"}
            </button>
            <button
              type="button"
              className="as-link"
              ref={renaming}
              aria-label={`Rename: ${title}`}
              aria-expanded={isNaming}
              onClick={() => setNaming(!isNaming)}
            >
              Rename
            </button>
            <button
              type="button"
              className="as-link"
              aria-label={`Unload: ${title}`}
              aria-haspopup="dialog"
              onClick={() => setUnloading(true)}
            >
              Unload …
            </button>
            <span className="failure" role="status">
              {action.failure}
            </span>
          </div>
        )}
        {isOwner && isNaming && (
          <NameForm
            title={title}
            rename={(next) => client("changeStory", { params: { story: id }, body: { title: next } })}
            onDone={(isRenamed) => {
              setNaming(false);
              renaming.current?.focus();
              if (isRenamed) onChanged();
            }}
          />
        )}
        {isOwner && isUnloading && (
          <UnloadDialog
            client={client}
            story={story}
            onClose={(isGone) => {
              setUnloading(false);
              if (isGone) onGone();
            }}
          />
        )}
      </article>
    </li>
  );
}

interface NameFormProps {
  readonly title: string;
  readonly rename: (title: string) => Promise<unknown>;
  readonly onDone: (isRenamed: boolean) => void;
}

function NameForm({ title, rename, onDone }: NameFormProps): ReactElement {
  const field = useRef<HTMLInputElement>(null);
  const [mistake, setMistake] = useState<string | null>(null);
  const action = useAction(() => onDone(true));
  useEffect(() => field.current?.select(), []);
  return (
    <form
      className="name-form"
      onSubmit={(event) => {
        event.preventDefault();
        const next = field.current?.value.trim() ?? "";
        const found = titleMistake(next);
        setMistake(found);
        if (next === title) onDone(false);
        else if (found === null) action.run(() => rename(next));
      }}
      onKeyDown={(event) => event.key === "Escape" && onDone(false)}
    >
      <TextInput
        ref={field}
        defaultValue={title}
        label="Title"
        aria-invalid={mistake !== null}
        description="It stays when the file is loaded again."
        dir="auto"
      />
      <Button type="submit" size="xs">
        Rename
      </Button>
      <Button variant="default" size="xs" onClick={() => onDone(false)}>
        Keep the title
      </Button>
      <span className="failure" role="status">
        {mistake === null ? action.failure : `A title ${mistake}.`}
      </span>
    </form>
  );
}
