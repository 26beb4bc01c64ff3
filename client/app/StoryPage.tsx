import { useMemo, useState, type Dispatch, type ReactElement } from "react";
import { firstSight } from "../../model/first-sight.ts";
import { allOf, foldStory } from "../../model/reading.ts";
import type { Relation } from "../../model/relation.ts";
import { speakersOf, withoutSpeakers } from "../../model/speakers.ts";
import type { Theme } from "../../picture/palette.ts";
import { drawingOf } from "../../picture/reading-drawing.ts";
import type { Client } from "../api/client.ts";
import { ArticlePanel, type Highlight } from "../panels/ArticlePanel.tsx";
import { AskPanel } from "../panels/AskPanel.tsx";
import { CanvasPanel } from "../panels/CanvasPanel.tsx";
import { LegendPanel } from "../panels/LegendPanel.tsx";
import { ReadingSheet } from "../panels/ReadingSheet.tsx";
import { SelectionPanel } from "../panels/SelectionPanel.tsx";
import { SharePanel } from "../panels/SharePanel.tsx";
import { SpeakersPanel } from "../panels/SpeakersPanel.tsx";
import type { Action, AppState } from "./state.ts";
import type { LoadedStory } from "./use-story.ts";

export interface StoryPageProps {
  readonly client: Client;
  readonly loaded: LoadedStory;
  readonly state: AppState;
  readonly dispatch: Dispatch<Action>;
  readonly theme: Theme;
  readonly link: string;
}

/** The three places of one page: the picture and the selection survive the change. */
export function StoryPage({ client, loaded, state, dispatch, theme, link }: StoryPageProps): ReactElement {
  const { graph, articles } = loaded;
  const { mode, whole, selection, off, hidden, added, place } = state;
  const [shownText, setShownText] = useState<Relation | null>(null);

  const story = useMemo(() => foldStory(graph), [graph]);
  const all = useMemo(() => allOf(graph), [graph]);
  // What was selected in the other view, or found by search, may be nobody's mark in this one: then all is the view.
  const view = mode === "all" || story.marks.length === 0 ? all : story;
  const first = useMemo(() => firstSight(view, graph), [view, graph]);
  const shown = useMemo(() => {
    if (whole) return view.marks.map(({ id }) => id);
    const known = new Set(view.marks.map(({ id }) => id));
    return [...new Set([...first, ...added.filter((id) => known.has(id))])];
  }, [whole, view, first, added]);
  const drawing = useMemo(() => drawingOf(view, shown), [view, shown]);
  const unheard = useMemo(() => withoutSpeakers(view, graph, off), [view, graph, off]);
  const speakers = useMemo(() => speakersOf(graph), [graph]);
  const counts = useMemo(() => {
    const byKind = new Map<(typeof drawing.marks)[number]["kind"], number>();
    for (const { kind } of drawing.marks) byKind.set(kind, (byKind.get(kind) ?? 0) + 1);
    return byKind;
  }, [drawing]);
  const gone = useMemo(
    () => ({
      marks: [
        ...new Set([...unheard.unjoined, ...drawing.marks.filter(({ kind }) => hidden.has(kind)).map(({ id }) => id)]),
      ],
      lines: unheard.fallen,
    }),
    [unheard, drawing, hidden],
  );
  const pale = useMemo(() => ({ marks: [], lines: unheard.pale }), [unheard]);

  const highlights = useMemo((): Highlight[] => {
    if (shownText !== null) return spansOf([shownText]);
    if (selection.kind !== "line") return [];
    const line = view.lines.find(({ id }) => id === selection.id);
    const ids = new Set(line?.sentences.flatMap(({ relations }) => relations));
    return spansOf(graph.relations.filter(({ id }) => ids.has(id)));
  }, [selection, shownText, view, graph]);
  const document = shownText?.document ?? graph.story.articles[0] ?? "";
  const answer = articles.get(document) ?? null;
  const selected = useMemo(() => new Set(selection.kind === "marks" ? selection.ids : []), [selection]);

  const selectedKey = selection.kind === "marks" ? selection.ids.join() : selection.kind === "line" ? selection.id : "";

  const find = (id: string) => {
    setShownText(null);
    dispatch({ type: "find", id });
  };

  return (
    <main className={`columns at-${place}`}>
      <aside className="side" aria-label="Legend and speakers">
        <SpeakersPanel
          speakers={speakers}
          off={off}
          told={unheard.told}
          onToggle={(id) => dispatch({ type: "speaker", id })}
          onHearAll={() => dispatch({ type: "hear-all" })}
        />
        <LegendPanel
          counts={counts}
          hidden={hidden}
          onToggle={(kind) => dispatch({ type: "kind", kind })}
          theme={theme}
        />
      </aside>
      <div className="middle">
        <CanvasPanel
          drawing={drawing}
          theme={theme}
          title={graph.story.title}
          selection={selection}
          onSelect={(next) => {
            setShownText(null);
            dispatch({ type: "select", selection: next });
          }}
          hidden={gone}
          pale={pale}
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
            showing {drawing.marks.length} of {view.marks.length}
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
        {place === "ask" && (
          <AskPanel
            client={client}
            story={graph.story.id}
            onEntity={find}
            onAnswer={(ids) => dispatch({ type: "add", ids })}
          />
        )}
        {place === "share" && <SharePanel story={graph.story} link={link} origin={location.origin} />}
      </div>
      <ReadingSheet selected={selectedKey}>
        <ArticlePanel answer={answer} highlights={highlights} selected={selected} onEntity={find} />
        <SelectionPanel
          key={selectedKey}
          graph={graph}
          view={view}
          selection={selection}
          article={answer?.article ?? null}
          off={off}
          theme={theme}
          onMark={find}
          onShow={setShownText}
        />
      </ReadingSheet>
    </main>
  );
}

function spansOf(relations: readonly Relation[]): Highlight[] {
  return relations.flatMap(({ starts, ends }) => starts.map((start, index) => ({ start, end: ends[index] ?? start })));
}
