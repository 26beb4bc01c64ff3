import { useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useEffect, useMemo, useReducer, type ReactElement } from "react";
import type { Client } from "../api/client.ts";
import { SearchBox } from "../panels/SearchBox.tsx";
import { DeskProvider, useOwner } from "../panels/desk.tsx";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { addressOf, PLACES, reduce, stateOf, type Place } from "./state.ts";
import { StoryPage } from "./StoryPage.tsx";
import { useStory } from "./use-story.ts";

const PLACE_WORDS: Readonly<Record<Place, string>> = { explore: "Explore", ask: "Ask", share: "Share" };

/** The page: a head with search and places, and below it the story. The address always says what is seen. */
export function App({ client: reader }: { readonly client: Client }): ReactElement {
  const owner = useOwner(reader);
  const { client, isOwner } = owner;
  const [state, dispatch] = useReducer(reduce, null, () => stateOf(location.pathname, location.search));
  const theme = useComputedColorScheme("light");
  const { setColorScheme } = useMantineColorScheme();
  const { loaded, retry, reload } = useStory(client, state.story);
  const address = addressOf(state);
  const openStory = loaded.kind === "ready" ? loaded.graph.story.id : null;
  const desk = useMemo(
    () => (isOwner && openStory !== null ? { client, story: openStory, reload } : null),
    [isOwner, openStory, client, reload],
  );

  useEffect(() => {
    if (`${location.pathname}${location.search}` !== address) history.pushState(null, "", address);
  }, [address]);
  useEffect(() => {
    const back = () => dispatch({ type: "address", state: stateOf(location.pathname, location.search) });
    addEventListener("popstate", back);
    return () => removeEventListener("popstate", back);
  }, []);
  useEffect(() => {
    if (loaded.kind === "ready") document.title = `${loaded.graph.story.title} · Wiregraph`;
  }, [loaded]);

  return (
    <div className="page">
      <header className="head">
        <a className="name" href="/">
          Wiregraph
        </a>
        <h1 className="story-title" title={loaded.kind === "ready" ? loaded.graph.story.title : undefined}>
          {loaded.kind === "ready" ? loaded.graph.story.title : ""}
        </h1>
        <div className="search">
          <SearchBox
            client={client}
            theme={theme}
            story={loaded.kind === "ready" ? loaded.graph.story.id : undefined}
            onFind={(id) => dispatch({ type: "find", id })}
          />
        </div>
        <nav aria-label="Places">
          {PLACES.map((place) => (
            <button
              key={place}
              type="button"
              aria-current={state.place === place ? "page" : undefined}
              onClick={() => dispatch({ type: "go", place })}
            >
              {PLACE_WORDS[place]}
            </button>
          ))}
          <button
            type="button"
            aria-label={theme === "dark" ? "Paper: light" : "Paper: dark"}
            title="Light or dark"
            onClick={() => setColorScheme(theme === "dark" ? "light" : "dark")}
          >
            ◐
          </button>
        </nav>
      </header>
      {loaded.kind === "loading" && <Waiting />}
      {loaded.kind === "empty" && (
        <main className="message">
          <h1>No story is loaded yet</h1>
          <p>
            Load one with <code>npm run load -- stories/NAME/story.json</code>, then open this page again.
          </p>
        </main>
      )}
      {loaded.kind === "absent" && (
        <main className="message" role="alert">
          <h1>There is no such story here</h1>
          <p>
            Nothing is called <bdi>“{loaded.id}”</bdi>, or it is not public.
          </p>
          <p>
            <a className="as-link" href="/">
              Open the newest story
            </a>
          </p>
        </main>
      )}
      {loaded.kind === "failed" && (
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
      {loaded.kind === "ready" && (
        <ErrorBoundary key={loaded.graph.story.id} heading="The story cannot be shown">
          <DeskProvider value={desk}>
            <StoryPage client={client} owner={owner} loaded={loaded} state={state} dispatch={dispatch} theme={theme} />
          </DeskProvider>
        </ErrorBoundary>
      )}
    </div>
  );
}

/** What stands where the story will stand: nothing jumps when it comes. */
function Waiting(): ReactElement {
  return (
    <main className="columns" aria-busy="true" aria-label="The story is coming">
      <div className="side skeleton" />
      <div className="middle skeleton" />
      <div className="reading skeleton" />
    </main>
  );
}
