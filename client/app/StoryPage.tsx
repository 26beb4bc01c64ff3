import { Loader } from "@mantine/core";
import { lazy, Suspense, useMemo, type Dispatch, type ReactElement } from "react";
import { copiesOf } from "../../model/copies.ts";
import { firstSight } from "../../model/first-sight.ts";
import { allOf, foldStory } from "../../model/reading.ts";
import {
  viewWithoutSources,
  sentencesBySource,
  speakerNames,
  speakersOf,
  removeSources,
} from "../../model/speakers.ts";
import { storyEvidence } from "../../model/story-evidence.ts";
import { unfold } from "../../model/unfold.ts";
import type { Theme } from "../../picture/palette.ts";
import { drawingOf } from "../../picture/reading-drawing.ts";
import type { Client } from "../api/client.ts";
import { ArticlePanel, type Highlight } from "../panels/ArticlePanel.tsx";
import { ArticlesPanel } from "../panels/ArticlesPanel.tsx";
import { CanvasPanel } from "../panels/CanvasPanel.tsx";
import { LegendPanel } from "../panels/LegendPanel.tsx";
import { ReadingSheet } from "../panels/ReadingSheet.tsx";
import { SelectionPanel, type OtherStories } from "../panels/SelectionPanel.tsx";
import { SharePanel } from "../panels/SharePanel.tsx";
import { SignIn } from "../panels/SignIn.tsx";
import { SpeakersPanel } from "../panels/SpeakersPanel.tsx";
import { StoryChanges } from "../panels/StoryChanges.tsx";
import { selectLine, selectMark, type Selection } from "../graph/selection.ts";
import type { Owner } from "../panels/owner-context.tsx";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { visibleMarks } from "./visible-marks.ts";
import { addressOf, frameSearchOf, reduce, type Action, type AppState } from "./state.ts";
import { placesOf, useOpenArticle } from "./use-open-article.ts";
import type { LoadedStory } from "./use-story.ts";

/** Loaded on demand: its editor is larger than the rest of the page. */
const AskPanel = lazy(async () => ({ default: (await import("../panels/AskPanel.tsx")).AskPanel }));

export interface StoryPageProps {
  readonly client: Client;
  readonly owner: Owner;
  readonly loaded: LoadedStory;
  readonly state: AppState;
  readonly dispatch: Dispatch<Action>;
  readonly theme: Theme;
  readonly others: OtherStories | null;
  /** Nobody but the owner sees the story. */
  readonly isOnDesk: boolean;
}

/** The three sections of a story's page: the picture and the selection stay when the section changes. */
export function StoryPage({
  client,
  owner,
  loaded,
  state,
  dispatch,
  theme,
  others,
  isOnDesk,
}: StoryPageProps): ReactElement {
  const { graph, articles, missing } = loaded;
  const { mode, whole, selection, disabledSources, hidden, added, section } = state;
  const selectedKey = selection.kind === "marks" ? selection.ids.join() : selection.kind === "line" ? selection.id : "";

  const story = useMemo(() => foldStory(graph), [graph]);
  const all = useMemo(() => allOf(graph), [graph]);
  const plain = mode === "all" || story.marks.length === 0 ? all : story;
  // What was found by search, or selected in the other view, may be folded away in this one: it is brought in.
  const broughtIn = [...added, ...(selection.kind === "marks" ? selection.ids : [])].join("\n");
  const folded = useMemo(() => {
    const marks = new Set(plain.marks.map(({ id }) => id));
    return [...new Set(broughtIn.split("\n"))].filter((id) => !marks.has(id)).join("\n");
  }, [plain, broughtIn]);
  const view = useMemo(() => unfold(plain, all, folded.split("\n")), [plain, all, folded]);
  const article = useOpenArticle({ loaded, view, selection, selectedKey });
  const first = useMemo(() => firstSight(plain, graph), [plain, graph]);
  // As one text, so that the same marks are the same picture, whatever was clicked.
  const shownKey = useMemo(
    () => (whole ? view.marks.map(({ id }) => id) : visibleMarks(view, first, broughtIn.split("\n"))).join("\n"),
    [whole, view, first, broughtIn],
  );
  const shown = useMemo(() => shownKey.split("\n"), [shownKey]);
  const reduced = useMemo(() => viewWithoutSources(view, graph, disabledSources), [view, graph, disabledSources]);
  const evidenceFor = useMemo(() => storyEvidence(graph), [graph]);
  const drawing = useMemo(() => drawingOf(reduced, shown, evidenceFor), [reduced, shown, evidenceFor]);
  const removal = useMemo(
    () => removeSources(view, graph, disabledSources, new Set(shown)),
    [view, graph, disabledSources, shown],
  );
  const speakers = useMemo(() => speakersOf(graph), [graph]);
  const copies = useMemo(() => copiesOf(graph.articles, speakerNames(graph)), [graph]);
  const voices = useMemo(() => sentencesBySource(view, graph, new Set(shown)), [view, graph, shown]);
  const counts = useMemo(() => {
    const byKind = new Map<(typeof drawing.marks)[number]["kind"], number>();
    const unjoined = new Set(removal.isolatedMarks);
    for (const { id, kind } of drawing.marks) if (!unjoined.has(id)) byKind.set(kind, (byKind.get(kind) ?? 0) + 1);
    return byKind;
  }, [drawing, removal]);
  const removed = useMemo(
    () => ({
      marks: [
        ...new Set([
          ...removal.isolatedMarks,
          ...drawing.marks.filter(({ kind }) => hidden.has(kind)).map(({ id }) => id),
        ]),
      ],
      lines: removal.removedLines,
    }),
    [removal, drawing, hidden],
  );
  const dimmed = useMemo(() => ({ marks: [], lines: removal.dimmedLines }), [removal]);

  const { quoted, shownId } = article;
  const highlights = useMemo((): Highlight[] => {
    const line = selection.kind === "line" ? view.lines.find(({ id }) => id === selection.id) : undefined;
    const ids = new Set(line?.sentences.flatMap(({ relations }) => relations));
    const places = quoted === null ? placesOf(graph.relations.filter(({ id }) => ids.has(id))) : [quoted];
    return places.filter(({ document }) => document === shownId).flatMap(({ spans }) => spans);
  }, [selection, quoted, shownId, view, graph]);
  const answer = articles.get(shownId) ?? null;
  const selected = useMemo(() => new Set(selection.kind === "marks" ? selection.ids : []), [selection]);
  const seen = drawing.marks.length - removed.marks.length;

  const find = (id: string) => dispatch({ type: "find", id });
  const select = (next: Selection) => dispatch({ type: "select", selection: next });

  return (
    <main className={`columns at-${section}`}>
      <aside className="side" aria-label="Legend and speakers">
        <SpeakersPanel
          speakers={speakers}
          counts={voices}
          copies={copies}
          disabledSources={disabledSources}
          removal={removal}
          nameOf={(id) => view.marks.find((mark) => mark.id === id)?.name ?? id}
          onToggle={(id) => dispatch({ type: "speaker", id })}
          onOnly={(only) =>
            dispatch({ type: "enable-only-sources", disabled: speakers.flatMap(({ id }) => (id === only ? [] : [id])) })
          }
          onEnableAll={() => dispatch({ type: "enable-all-sources" })}
          onLine={(id) => select(selectLine(id))}
          onMark={find}
        />
        <LegendPanel
          counts={counts}
          hidden={hidden}
          onToggle={(kind) => dispatch({ type: "kind", kind })}
          theme={theme}
        />
        <ArticlesPanel articles={graph.articles} copies={copies} shownId={shownId} onOpen={article.open} />
        <StoryChanges client={client} graph={graph} />
        {owner.takesToken && <SignIn onToken={owner.signIn} />}
      </aside>
      <div className="middle">
        <CanvasPanel
          drawing={drawing}
          theme={theme}
          title={graph.story.title}
          selection={selection}
          onSelect={select}
          hidden={removed}
          dimmed={dimmed}
        >
          <span className="switch" role="group" aria-label="View">
            <button
              type="button"
              aria-pressed={mode === "story"}
              onClick={() => dispatch({ type: "mode", mode: "story" })}
            >
              Story
            </button>
            <button type="button" aria-pressed={mode === "all"} onClick={() => dispatch({ type: "mode", mode: "all" })}>
              All
            </button>
          </span>
          <span>
            showing {seen} of {view.marks.length}
          </span>
          {drawing.marks.length < view.marks.length && (
            <button type="button" className="as-link" onClick={() => dispatch({ type: "whole", whole: true })}>
              show all
            </button>
          )}
          {whole && (
            <button type="button" className="as-link" onClick={() => dispatch({ type: "whole", whole: false })}>
              show the most important
            </button>
          )}
        </CanvasPanel>
        {section === "ask" && (
          <ErrorBoundary heading="Ask cannot be opened">
            <Suspense fallback={<Loader size={24} role="status" aria-label="Opening the editor" />}>
              <AskPanel
                client={client}
                graph={graph}
                articles={articles}
                onShow={article.show}
                onEntity={find}
                onArticle={article.open}
                hrefOf={(id, at) => addressOf(reduce(state, { type: "open", story: id, at }))}
                onOpen={(id, at) => dispatch({ type: "open", story: id, at })}
                onAnswer={(ids) => dispatch({ type: "add", ids })}
              />
            </Suspense>
          </ErrorBoundary>
        )}
        {section === "share" && (
          <SharePanel
            story={graph.story}
            isOnDesk={isOnDesk}
            link={`${location.origin}${addressOf({ ...state, section: "explore", story: graph.story.id })}`}
            article={graph.articles.length > 1 ? (graph.articles.find(({ id }) => id === shownId) ?? null) : null}
            frame={`${location.origin}/e/${encodeURIComponent(graph.story.id)}/${frameSearchOf(state, theme)}`}
            isMore={mode === "all" || whole || added.length > 0}
          />
        )}
      </div>
      <ReadingSheet selected={selectedKey}>
        <ArticlePanel
          answer={answer}
          missing={missing.get(shownId) ?? null}
          articles={graph.articles}
          copied={copies.get(shownId) ?? null}
          shownId={shownId}
          onOpen={article.open}
          hrefOf={(id) => addressOf({ ...state, section: "explore", story: graph.story.id, selection: selectMark(id) })}
          highlights={highlights}
          selected={selected}
          onEntity={find}
        />
        <SelectionPanel
          key={selectedKey}
          client={client}
          graph={graph}
          view={view}
          selection={selection}
          articles={articles}
          disabledSources={disabledSources}
          theme={theme}
          others={others}
          onMark={find}
          onShow={article.show}
        />
      </ReadingSheet>
    </main>
  );
}
