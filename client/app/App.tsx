import { useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useEffect, useMemo, useReducer, useState, type ReactElement } from "react";
import { entityRef } from "../../model/clusters.ts";
import type { Client } from "../api/client.ts";
import { broughtIn } from "../derive/shown.ts";
import { selectMarks } from "../graph/selection.ts";
import { KeysHelp } from "../panels/KeysHelp.tsx";
import { SearchBox } from "../panels/SearchBox.tsx";
import { OwnerActionsProvider, useOwner } from "../panels/owner-context.tsx";
import { StoriesPanel } from "../panels/StoriesPanel.tsx";
import { StoryLink } from "../panels/StoryLink.tsx";
import { StorySwitch } from "../panels/StorySwitch.tsx";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { addressOf, type Bookmark } from "../state/address.ts";
import { entityBookmark, pageBookmark, reduce, startPage, storyBookmark } from "../state/page-state.ts";
import { SECTIONS, type Section } from "../state/session.ts";
import { useUndo } from "./use-undo.ts";
import { useAddress } from "./use-address.ts";
import { useFocusRestore } from "./use-focus-restore.ts";
import { useStories } from "../panels/use-stories.ts";
import { WhoPage } from "../who/WhoPage.tsx";
import { StoryPage } from "./StoryPage.tsx";
import { useStory, type Loading } from "./use-story.ts";

/** How often an app that has no story is asked for one. */
const EMPTY_MILLIS = 3_000;

const SECTION_WORDS = { explore: "Explore", claims: "Claims", views: "Views", ask: "Ask", share: "Share" } as const;

interface Titled {
  readonly isHome: boolean;
  readonly loaded: Loading;
  readonly place: Exclude<Section, "who">;
}

/** The document title: the story and its section. */
function titleWords({ isHome, loaded, place }: Titled): string {
  if (isHome || place === "stories") return "Stories · Wiregraph";
  if (loaded.kind === "absent") return "No such story · Wiregraph";
  if (loaded.kind !== "ready") return "Wiregraph";
  const where = place === "explore" ? "" : ` · ${SECTION_WORDS[place]}`;
  return `${loaded.graph.story.title}${where} · Wiregraph`;
}

export interface AppProps {
  readonly client: Client;
  /** What the address says as the page opens. */
  readonly start: Bookmark;
}

/** The page: a header with search and sections, and below it the story. The address always matches the state. */
export function App({ client: reader, start }: AppProps): ReactElement {
  useFocusRestore();
  const owner = useOwner(reader);
  const { client, isOwner } = owner;
  const [state, dispatch] = useReducer(reduce, start, startPage);
  useAddress(state, dispatch);
  const { session } = state;
  const undoing = useUndo(state, dispatch);
  const theme = useComputedColorScheme("light");
  const { setColorScheme } = useMantineColorScheme();
  const isWho = session.section === "who";
  const isList = session.section === "stories" || isWho;
  const stories = useStories(client);
  const { workspace } = pageBookmark(state);
  const { loaded, retry, reload } = useStory(client, {
    id: session.story,
    isWanted: !isList,
    relations:
      stories.list.kind === "ready"
        ? (stories.list.stories.find(({ id }) => id === session.story)?.relations ?? 0)
        : null,
    ownerToken: owner.token,
    mode: workspace.mode,
    around: broughtIn(workspace),
  });
  const isHome = !isWho && (isList || loaded.kind === "several" || loaded.kind === "empty");
  const isStory = !isHome && !isWho;
  const openStory = isStory && loaded.kind === "ready" ? loaded.graph.story.id : null;
  const title = isStory && loaded.kind === "ready" ? loaded.graph.story.title : "";
  const ownerActions = useMemo(
    () => (isOwner && openStory !== null ? { client, story: openStory, reload } : null),
    [isOwner, openStory, client, reload],
  );

  useEffect(() => {
    if (loaded.kind === "only") dispatch({ type: "name", story: loaded.id });
  }, [loaded]);
  // The first story may be on its way: whoever loads one here stays with what is told of it.
  const [isLoading, setIsLoading] = useState(false);
  useEffect(() => {
    if (loaded.kind !== "empty" || isLoading || isList) return undefined;
    const timer = setTimeout(retry, EMPTY_MILLIS);
    return () => clearTimeout(timer);
  }, [loaded, isLoading, isList, retry]);
  useEffect(() => {
    // Whom it is about that page knows first.
    if (session.section !== "who") document.title = titleWords({ isHome, loaded, place: session.section });
  }, [isHome, loaded, session.section]);
  const storyHref = (id: string) => addressOf(storyBookmark(id));
  const links = useMemo(
    () => ({
      hrefOf: (story: string, at: string) => addressOf(storyBookmark(story, at)),
      onOpen: (story: string, at: string) => dispatch({ type: "open", story, at }),
    }),
    [],
  );
  /** To what all stories say of somebody, where there are others. */
  const isOfMany = stories.list.kind === "ready" && stories.list.stories.length > 1;
  // Who may see the story may have been changed since the list was asked for.
  const isSharing = session.section === "share";
  const { reload: reloadStories } = stories;
  useEffect(() => {
    if (isSharing) reloadStories();
  }, [isSharing, reloadStories]);
  const listed = stories.list.kind === "ready" ? stories.list.stories.find(({ id }) => id === openStory) : undefined;
  const others = useMemo(() => {
    if (!isOfMany || openStory === null) return null;
    const refOf = (id: string) => entityRef(openStory, id);
    return {
      hrefOf: (id: string) => addressOf(entityBookmark(refOf(id))),
      onOpen: (id: string) => dispatch({ type: "who", ref: refOf(id) }),
    };
  }, [isOfMany, openStory]);

  return (
    <div className="page">
      <header className="head">
        {isStory && (
          <a
            className="skip-link"
            href="#reading"
            // The part of the address behind # may hold the picture.
            onClick={(event) => {
              event.preventDefault();
              focusReading();
            }}
          >
            Skip to what is said
          </a>
        )}
        <a className="name" href="/">
          Wiregraph
        </a>
        <div className="story-bar">
          {!isHome && (
            <>
              {isStory && (
                <h1 className="story-title" title={title === "" ? undefined : title}>
                  {title}
                </h1>
              )}
              <StorySwitch
                stories={stories}
                isOwner={isOwner}
                current={openStory ?? ""}
                hrefOf={storyHref}
                onOpen={(story) => dispatch({ type: "open", story })}
                onAll={() => dispatch({ type: "stories" })}
              />
            </>
          )}
        </div>
        <div className="search">
          <SearchBox
            client={client}
            theme={theme}
            current={openStory ?? undefined}
            onPair={(ids) => dispatch({ type: "select", selection: selectMarks(ids) })}
            onFind={({ story, id, isInSeveral }) => {
              if (story === openStory) dispatch({ type: "find", id });
              // None of several stories is the one that is meant.
              else if (isInSeveral) dispatch({ type: "who", ref: entityRef(story, id) });
              else dispatch({ type: "open", story, at: id });
            }}
          />
        </div>
        <nav aria-label="Sections">
          {isStory &&
            SECTIONS.map((place) => (
              <button
                key={place}
                type="button"
                aria-current={session.section === place ? "page" : undefined}
                onClick={() => dispatch({ type: "go", section: place })}
              >
                {SECTION_WORDS[place]}
              </button>
            ))}
          <KeysHelp />
          <button
            type="button"
            aria-label={theme === "dark" ? "Light theme" : "Dark theme"}
            title="Light or dark"
            onClick={() => setColorScheme(theme === "dark" ? "light" : "dark")}
          >
            ◐
          </button>
        </nav>
      </header>
      {isHome && (
        <StoriesPanel
          owner={owner}
          stories={stories}
          hrefOf={storyHref}
          onOpen={(story) => dispatch({ type: "open", story })}
          onLoad={() => setIsLoading(true)}
        />
      )}
      {session.who !== null && (
        <ErrorBoundary key={session.who} heading="This cannot be shown">
          <WhoPage client={client} isOwner={isOwner} theme={theme} id={session.who} links={links} />
        </ErrorBoundary>
      )}
      {isStory && (loaded.kind === "loading" || loaded.kind === "only") && <Waiting />}
      {isStory && loaded.kind === "absent" && (
        <main className="message" role="alert">
          <h1>No such story</h1>
          <p>
            There is no story <bdi>“{loaded.id}”</bdi>, or it is not public.
          </p>
          <p>
            <StoryLink href="/stories" onGo={() => dispatch({ type: "stories" })}>
              See all stories
            </StoryLink>
          </p>
        </main>
      )}
      {isStory && loaded.kind === "failed" && (
        <main className="message" role="alert">
          <h1>The story cannot be shown</h1>
          <p>{loaded.message}</p>
          <p>
            <button type="button" className="as-link" onClick={retry}>
              Try again
            </button>
          </p>
        </main>
      )}
      {isStory && loaded.kind === "ready" && (
        <ErrorBoundary key={loaded.graph.story.id} heading="The story cannot be shown">
          <OwnerActionsProvider value={ownerActions}>
            <StoryPage
              client={client}
              owner={owner}
              loaded={loaded}
              bookmark={pageBookmark(state)}
              dispatch={dispatch}
              undoing={undoing}
              theme={theme}
              others={others}
              isOnDesk={listed?.visibility === "desk"}
            />
          </OwnerActionsProvider>
        </ErrorBoundary>
      )}
    </div>
  );
}

/** A skeleton of the page, so that the layout does not shift when the story is loaded. */
function Waiting(): ReactElement {
  return (
    <main className="columns" aria-busy="true" aria-label="Loading the story">
      <div className="side skeleton" />
      <div className="middle skeleton" />
      <div className="reading skeleton" />
    </main>
  );
}

/** Leads the Tab key to what is selected, past the legend and the article's many names. */
function focusReading(): void {
  const reading = document.getElementById("reading");
  const target = reading?.querySelector<HTMLElement>(".selection") ?? reading;
  if (target === null) return;
  target.tabIndex = -1;
  target.focus();
}
