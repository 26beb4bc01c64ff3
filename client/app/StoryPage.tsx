import { Loader } from "@mantine/core";
import { lazy, Suspense, useCallback, useMemo, useState, type Dispatch, type ReactElement } from "react";
import type { ClaimRow } from "../../model/claim-table.ts";
import { copiesOf } from "../../model/copies.ts";
import { articleNames, speakerNames, speakersOf } from "../../model/speakers.ts";
import type { Theme } from "../../picture/palette.ts";
import type { Client } from "../api/client.ts";
import { storyPicture } from "../derive/story-picture.ts";
import { ArticlePanel } from "../panels/ArticlePanel.tsx";
import { ArticlesPanel } from "../panels/ArticlesPanel.tsx";
import { CanvasPanel } from "../panels/CanvasPanel.tsx";
import { FilterNote } from "../panels/FilterNote.tsx";
import { LegendPanel } from "../panels/LegendPanel.tsx";
import { ReadingSheet } from "../panels/ReadingSheet.tsx";
import type { OtherStories } from "../panels/MarkClaims.tsx";
import { SelectionPanel } from "../panels/SelectionPanel.tsx";
import { SharePanel } from "../panels/SharePanel.tsx";
import { SignIn } from "../panels/SignIn.tsx";
import { StartHere } from "../panels/StartHere.tsx";
import { SpeakersPanel } from "../panels/SpeakersPanel.tsx";
import { UndoButtons, type UndoButtonsProps } from "../panels/UndoButtons.tsx";
import { TourInvitation } from "../panels/TourInvitation.tsx";
import { useViews } from "../panels/use-views.ts";
import { ViewsPanel } from "../panels/ViewsPanel.tsx";
import { StoryChanges } from "../panels/StoryChanges.tsx";
import { NOTHING, selectLine, selectMark, type Selection } from "../graph/selection.ts";
import { connectionHighlight } from "../graph/connection-highlight.ts";
import { voiceHighlight } from "../graph/voice-highlight.ts";
import { claimLines } from "../graph/claim-lines.ts";
import { StoryLinks } from "../panels/StoryLinks.tsx";
import { marksOfConnection, useConnection } from "../panels/use-connection.ts";
import { useLinking } from "../panels/use-linking.ts";
import { LoadingRest } from "../panels/LoadingRest.tsx";
import type { StoryDaysProps } from "../panels/StoryDays.tsx";
import { failureWords, type Owner } from "../panels/owner-context.tsx";
import { addressOf, frameSearchOf, viewQuery, type Bookmark } from "../state/address.ts";
import { storyBookmark, type Action } from "../state/page-state.ts";
import { filterSize, NEW_WORKSPACE, selectionKey, type Filter } from "../state/workspace.ts";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { TourBar } from "./TourBar.tsx";
import { useTour } from "./use-tour.ts";
import { useMarkMenu } from "./use-mark-menu.tsx";
import { useLink } from "./use-address.ts";
import { useOpenArticle } from "./use-open-article.ts";
import type { LoadedStory } from "./use-story.ts";
import { useSameDrawing } from "./use-same-drawing.ts";
import { useTexts } from "./use-texts.ts";

/** Loaded on demand: its editor is larger than the rest of the page. */
const AskPanel = lazy(async () => ({ default: (await import("../panels/AskPanel.tsx")).AskPanel }));

/** Loaded on demand: its rows need a virtualizer. */
const ClaimsPanel = lazy(async () => ({ default: (await import("../panels/ClaimsPanel.tsx")).ClaimsPanel }));

/** Whether a filter is on that an embed does not know. */
function isFilteredFurther({ sources, kinds, ...others }: Filter): boolean {
  return Object.values(others).some(({ size }) => size > 0);
}

/** Loaded on demand: the picture comes first. Without it the days can still be chosen in Claims. */
const StoryDays = lazy(() =>
  import("../panels/StoryDays.tsx").then(
    (module) => ({ default: module.StoryDays }),
    () => ({ default: NoDays }),
  ),
);

function NoDays(_: StoryDaysProps): ReactElement {
  return <></>;
}

export interface StoryPageProps {
  readonly client: Client;
  readonly owner: Owner;
  readonly loaded: LoadedStory;
  readonly bookmark: Bookmark;
  readonly dispatch: Dispatch<Action>;
  readonly undoing: UndoButtonsProps;
  readonly theme: Theme;
  readonly others: OtherStories | null;
  /** Nobody but the owner sees the story. */
  readonly isOnDesk: boolean;
}

/** The sections of a story's page: the picture and the selection stay when the section changes. */
export function StoryPage({
  client,
  owner,
  loaded,
  bookmark,
  dispatch,
  undoing,
  theme,
  others,
  isOnDesk,
}: StoryPageProps): ReactElement {
  const { graph, part, fold } = loaded;
  const texts = useTexts(loaded.texts);
  const { session, workspace } = bookmark;
  const { mode, base, selection, voices, filter, added } = workspace;
  const { section } = session;
  const selectedKey = selectionKey(workspace);

  const pictureOf = useMemo(() => storyPicture(graph, fold), [graph, fold]);
  const { shown: connection, isMissing } = useConnection({
    graph,
    texts,
    // Ways through a part of the story would not be the best.
    selection: part === null ? selection : NOTHING,
    off: filter.sources,
  });
  const linked = useMemo(() => (connection === null ? [] : marksOfConnection(connection, mode)), [connection, mode]);
  const picture = pictureOf(linked.length === 0 ? workspace : { ...workspace, added: [...added, ...linked] });
  const drawing = useSameDrawing(picture.drawing);
  const { view, hidden, dimmed, seen, counts, removal } = picture;
  const markMenu = useMarkMenu({
    graph,
    picture,
    workspace,
    dispatch,
    isComplete: (id) => part === null || part.complete.has(id),
  });
  const selectedMark = selection.kind === "marks" ? selection.ids.at(-1) : undefined;
  const highlighted = useMemo(
    () =>
      voices.length > 0
        ? voiceHighlight(voices, view.lines, graph.relations)
        : connection?.current == null
          ? null
          : connectionHighlight(connection.current, view.lines),
    [voices, connection, view, graph],
  );
  const article = useOpenArticle({ graph, texts, view, selection, selectedKey });
  const speakers = useMemo(() => part?.speakers ?? speakersOf(graph), [part, graph]);
  const speakerOf = useMemo(() => speakerNames(graph), [graph]);
  const copies = useMemo(() => copiesOf(graph.articles, speakerOf), [graph, speakerOf]);
  const views = useViews(client, graph);
  const { tour, start, shown } = useTour(views, bookmark, dispatch);
  const stop = tour?.views[tour.at]?.id ?? null;
  /** The question that Ask opens with. */
  const [question, setQuestion] = useState<string | null>(null);
  const names = useMemo(() => articleNames(graph.articles), [graph]);
  const selected = useMemo(() => new Set(selection.kind === "marks" ? selection.ids : []), [selection]);
  const { shownId } = article;
  const failure = texts.failureOf(shownId);

  /** The picture as it is, in the section where it is seen alone. */
  const exploring: Bookmark = {
    session: { ...session, section: "explore", story: graph.story.id, tour: null },
    workspace,
  };
  const link = useLink(addressOf({ session: { ...exploring.session, tour: session.tour }, workspace }));
  const linking = useLinking((next) => dispatch({ type: "select", selection: next }));
  const { select } = linking;
  const find = (id: string) => (linking.from === null ? dispatch({ type: "find", id }) : linking.pick(id));
  const openVoice = useCallback((id: string) => dispatch({ type: "select-voices", ids: [id] }), [dispatch]);
  const filterDays = (off: readonly string[]) => dispatch({ type: "set-filter", facet: "days", off });
  const lookAt = (ids: readonly string[]) => dispatch({ type: "select-voices", ids });
  const toggleVoice = (id: string) => dispatch({ type: "toggle-filter", facet: "sources", value: id });
  /** Switches every other voice off; null: everybody on. */
  const hearOnly = (only: string | null) =>
    dispatch({
      type: "set-filter",
      facet: "sources",
      off: only === null ? [] : speakers.flatMap(({ id }) => (id === only ? [] : [id])),
    });
  const linkOf = useMemo(() => {
    const lineOf = claimLines(view);
    const { session: opened } = storyBookmark(graph.story.id);
    return (relations: readonly string[]): string => {
      const line = lineOf(relations);
      const subject = graph.relations.find(({ id }) => id === relations[0])?.subject ?? "";
      const claim = line === null ? { line: null, from: subject, to: subject } : { ...line, line: line.id };
      return `${location.origin}${addressOf(claimBookmark({ session: opened, workspace }, claim))}`;
    };
  }, [view, graph, workspace]);

  return (
    <StoryLinks linkOf={linkOf} openVoice={openVoice}>
      <main
        className={`columns at-${section}${tour === null ? "" : " in-tour"}`}
        data-partial={part === null ? undefined : ""}
      >
        <aside className="side" aria-label="Legend and speakers">
          <SpeakersPanel
            speakers={speakers}
            counts={counts.sources}
            copies={copies}
            disabledSources={filter.sources}
            removal={removal}
            nameOf={(id) => view.marks.find((mark) => mark.id === id)?.name ?? id}
            onToggle={toggleVoice}
            onOnly={hearOnly}
            onEnableAll={() => hearOnly(null)}
            onOpen={(id) => lookAt([id])}
            onLine={(id) => select(selectLine(id))}
            onMark={find}
          />
          <LegendPanel
            counts={counts}
            filter={filter}
            onToggle={(facet, value) => dispatch({ type: "toggle-filter", facet, value })}
            articleNames={names}
            theme={theme}
          />
          <ArticlesPanel articles={graph.articles} copies={copies} shownId={shownId} onOpen={article.open} />
          {part === null && <StoryChanges client={client} graph={graph} />}
          {owner.takesToken && <SignIn onToken={owner.signIn} />}
        </aside>
        <div className="middle">
          <TourBar tour={tour} />
          <CanvasPanel
            drawing={drawing}
            theme={theme}
            title={graph.story.title}
            selection={selection}
            onSelect={select}
            hidden={hidden}
            dimmed={dimmed}
            highlighted={highlighted}
            pinned={workspace.pinned}
            onPin={({ id, x, y }) => dispatch({ type: "pin", id, x, y })}
            grows={base !== "whole"}
            // A saved picture of its own has a layout of its own, whatever was seen before it.
            anew={base === "own" && shown !== null}
            whole={stop}
            onExpand={markMenu.expand}
            positions={part?.positions ?? null}
            onMenu={({ target, x, y }) => target?.kind === "mark" && markMenu.open(target.id, { x, y })}
          >
            <UndoButtons {...undoing} />
            <span className="switch" role="group" aria-label="View">
              <button
                type="button"
                aria-pressed={mode === "story"}
                onClick={() => dispatch({ type: "set-mode", mode: "story" })}
              >
                Story
              </button>
              <button
                type="button"
                aria-pressed={mode === "all"}
                onClick={() => dispatch({ type: "set-mode", mode: "all" })}
              >
                All
              </button>
            </span>
            <span>
              showing {seen} of {part?.marks ?? view.marks.length}
            </span>
            {part !== null && <LoadingRest>Loading the rest of the story …</LoadingRest>}
            <FilterNote size={filterSize(filter)} onClear={() => dispatch({ type: "clear-filter" })} />
            {drawing.marks.length < (part?.marks ?? view.marks.length) && (
              <button type="button" className="as-link" onClick={() => dispatch({ type: "set-base", base: "whole" })}>
                show all
              </button>
            )}
            {base !== "own" && (
              <button type="button" className="as-link" onClick={() => dispatch({ type: "set-base", base: "own" })}>
                start empty
              </button>
            )}
            {base === "own" && drawing.marks.length === 0 && <span>Find somebody above to begin (press /)</span>}
            {base !== "first-sight" && (
              <button
                type="button"
                className="as-link"
                onClick={() => dispatch({ type: "set-base", base: "first-sight" })}
              >
                show the most important
              </button>
            )}
            {selectedMark !== undefined && (
              <button
                type="button"
                className="as-link"
                aria-haspopup="menu"
                onClick={(event) => {
                  const { left, top } = event.currentTarget.getBoundingClientRect();
                  markMenu.open(selectedMark, { x: left + scrollX, y: top + scrollY });
                }}
              >
                expand …
              </button>
            )}
          </CanvasPanel>
          {section === "explore" && (
            <div className="story-days">
              <Suspense fallback={null}>
                {part === null && <StoryDays graph={graph} view={view} off={filter.days} onDays={filterDays} />}
              </Suspense>
            </div>
          )}
          {markMenu.menu}
          {part !== null && (section === "claims" || section === "ask") && (
            <Loader size={24} role="status" aria-label="Loading the rest of the story" />
          )}
          {part === null && section === "claims" && (
            <ErrorBoundary heading="The claims cannot be shown">
              <Suspense fallback={<Loader size={24} role="status" aria-label="Opening the claims" />}>
                <ClaimsPanel
                  graph={graph}
                  texts={texts}
                  view={view}
                  selection={selection}
                  filter={filter}
                  onDays={filterDays}
                  linkOf={(row) => `${location.origin}${addressOf(claimBookmark(exploring, row))}`}
                  onSelect={(row) => {
                    dispatch({ type: "add", ids: [row.from, row.to], gesture: row.key });
                    dispatch({ type: "select", selection: selectionOfClaim(row), gesture: row.key });
                  }}
                />
              </Suspense>
            </ErrorBoundary>
          )}
          {section === "views" && (
            <ViewsPanel
              views={views}
              shown={shown}
              state={viewQuery(workspace)}
              hrefOf={(view) => addressOf({ session: exploring.session, workspace: view.workspace })}
              tourOf={(view) =>
                addressOf({ session: { ...exploring.session, tour: view.id }, workspace: NEW_WORKSPACE })
              }
              onOpen={(view) => dispatch({ type: "open-view", workspace: view.workspace })}
              onTour={start}
              onShare={() => dispatch({ type: "go", section: "share" })}
            />
          )}
          {part === null && section === "ask" && (
            <ErrorBoundary heading="Ask cannot be opened">
              <Suspense fallback={<Loader size={24} role="status" aria-label="Opening the editor" />}>
                <AskPanel
                  client={client}
                  graph={graph}
                  texts={texts}
                  question={question}
                  onShow={article.show}
                  onEntity={find}
                  onArticle={article.open}
                  hrefOf={(id, at) => addressOf(storyBookmark(id, at))}
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
              link={link}
              article={graph.articles.length > 1 ? (graph.articles.find(({ id }) => id === shownId) ?? null) : null}
              frame={`${location.origin}/e/${encodeURIComponent(graph.story.id)}/${frameSearchOf(workspace, theme)}`}
              isMore={mode === "all" || base !== "first-sight" || added.length > 0 || isFilteredFurther(filter)}
            />
          )}
        </div>
        <ReadingSheet selected={stop !== null && tour?.isOther === false ? "" : selectedKey} picture={stop}>
          <SelectionPanel
            key={selectedKey}
            client={client}
            graph={graph}
            view={view}
            selection={selection}
            texts={texts}
            part={part}
            disabledSources={filter.sources}
            theme={theme}
            others={others}
            start={
              <>
                <TourInvitation views={views} onTour={start} />
                <StartHere
                  client={client}
                  graph={graph}
                  view={view}
                  answered={part?.start ?? null}
                  theme={theme}
                  speakerOf={speakerOf}
                  hiddenLines={hidden.lines}
                  onMark={find}
                  onLine={(id) => select(selectLine(id))}
                  onAsk={(id) => {
                    setQuestion(id);
                    dispatch({ type: "go", section: "ask" });
                  }}
                />
              </>
            }
            connection={connection}
            isConnectionMissing={isMissing}
            linking={linking}
            voices={voices}
            voice={{ onVoices: lookAt, onOnly: hearOnly, onToggle: toggleVoice, onMark: find }}
            menu={markMenu}
            onShow={article.show}
          />
          <ArticlePanel
            answer={texts.article(shownId) ?? null}
            missing={failure === undefined ? null : failureWords(failure)}
            articles={graph.articles}
            copied={copies.get(shownId) ?? null}
            shownId={shownId}
            onOpen={article.open}
            hrefOf={(id) => addressOf({ ...exploring, workspace: { ...workspace, selection: selectMark(id) } })}
            highlights={article.highlights}
            selected={selected}
            onEntity={find}
          />
        </ReadingSheet>
      </main>
    </StoryLinks>
  );
}

type ClaimEnds = Pick<ClaimRow, "line" | "from" | "to">;

/** The line that tells a claim; where none does, whom it begins with. */
function selectionOfClaim({ line, from }: ClaimEnds): Selection {
  return line === null ? selectMark(from) : selectLine(line);
}

/** A claim in a picture of its own. */
function claimBookmark({ session, workspace: { mode } }: Bookmark, row: ClaimEnds): Bookmark {
  return {
    session,
    workspace: { ...NEW_WORKSPACE, mode, added: [row.from, row.to], selection: selectionOfClaim(row) },
  };
}
