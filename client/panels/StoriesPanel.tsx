import { TextInput } from "@mantine/core";
import { useEffect, useRef, useState, type ReactElement } from "react";
import { count } from "./count.ts";
import { FILTER_FROM, filterStories } from "./filter-stories.ts";
import { LoadPanel } from "./LoadPanel.tsx";
import type { Owner } from "./owner-context.tsx";
import { ShippedStories } from "./ShippedStories.tsx";
import { SignIn } from "./SignIn.tsx";
import { StoryRow } from "./StoryRow.tsx";
import type { UsedStories } from "./use-stories.ts";

/** Stories listed at first; the others on demand. */
const LISTED = 100;

export interface StoriesPanelProps {
  readonly owner: Owner;
  readonly stories: UsedStories;
  readonly hrefOf: (story: string) => string;
  readonly onOpen: (story: string) => void;
  /** Called when a load starts here. */
  readonly onLoad: () => void;
}

/** All visible stories; for the owner with their actions, and the way to load another. */
export function StoriesPanel({
  owner,
  stories: { list, reload },
  hrefOf,
  onOpen,
  onLoad,
}: StoriesPanelProps): ReactElement {
  const { client, isOwner, isKnown, takesToken } = owner;
  const isListed = useRef(list.kind === "ready");
  // The list may be outdated, because it was loaded for another page.
  useEffect(() => {
    if (isListed.current) reload();
  }, [reload]);
  const [typed, setTyped] = useState("");
  const [most, setMost] = useState(LISTED);
  const heading = useRef<HTMLHeadingElement>(null);
  const isReady = list.kind === "ready" && isKnown;
  const stories = isReady ? list.stories : [];
  const found = filterStories(stories, typed);
  return (
    <main className="stories" aria-busy={list.kind !== "failed" && !isReady}>
      <div className="stories-list">
        <div className="stories-head">
          <h1 ref={heading} tabIndex={-1}>
            {isReady && stories.length === 0 ? "No story is loaded yet" : "Stories"}
          </h1>
          {stories.length >= FILTER_FROM && (
            <TextInput
              value={typed}
              placeholder="Find by title"
              aria-label="Find a story by its title"
              onChange={(event) => {
                setTyped(event.currentTarget.value);
                setMost(LISTED);
              }}
            />
          )}
          <p className="quiet" role="status">
            {stories.length > 0 && typed === "" && count(stories.length, "story", "stories")}
            {typed !== "" && `${found.length} of ${stories.length} stories`}
          </p>
        </div>
        {list.kind === "failed" && (
          <div role="alert">
            <p>The stories cannot be listed. {list.message}</p>
            <button type="button" className="as-link" onClick={reload}>
              Try again
            </button>
          </div>
        )}
        {list.kind !== "failed" && !isReady && <Waiting />}
        {isReady && stories.length === 0 && (
          <p>
            {isOwner
              ? "Load one here, or with npm run load -- stories/NAME/story.json."
              : "Nothing here is public yet. Come back later, or ask whoever runs this page."}
          </p>
        )}
        {typed !== "" && found.length === 0 && <p>No story has that title. Try a part of it.</p>}
        <ul className="plain-list">
          {found.slice(0, most).map((story) => (
            <StoryRow
              key={story.id}
              story={story}
              owner={owner}
              onChanged={reload}
              // The focused row is gone.
              onGone={() => {
                heading.current?.focus();
                reload();
              }}
              hrefOf={hrefOf}
              onOpen={onOpen}
            />
          ))}
        </ul>
        {found.length > most && (
          <p className="stories-more">
            showing {most} of {found.length} ·{" "}
            <button type="button" className="as-link" onClick={() => setMost(most + LISTED)}>
              show {Math.min(LISTED, found.length - most)} more
            </button>
          </p>
        )}
      </div>
      {isReady && (isOwner || takesToken) && (
        <aside className="stories-aside" aria-label="For the owner">
          {isOwner && <LoadPanel client={client} onLoad={onLoad} onLoaded={reload} hrefOf={hrefOf} onOpen={onOpen} />}
          {isOwner && <ShippedStories client={client} loaded={stories} onLoaded={reload} />}
          {takesToken && <SignIn onToken={owner.signIn} />}
        </aside>
      )}
    </main>
  );
}

/** A placeholder for the list of stories. */
function Waiting(): ReactElement {
  return (
    <div role="status" aria-label="Loading the stories">
      <div className="skeleton" />
      <div className="skeleton" />
      <div className="skeleton" />
    </div>
  );
}
