import { useCallback, useEffect, useMemo, useState, type ReactElement } from "react";
import type { WhoAnswer } from "../../contract/who.ts";
import { entityRef } from "../../model/clusters.ts";
import { evidenceWords } from "../../model/evidence.ts";
import { KIND_WORDS } from "../../model/kinds.ts";
import { allOf } from "../../model/reading.ts";
import { storyEvidence } from "../../model/story-evidence.ts";
import type { Theme } from "../../picture/palette.ts";
import { drawingOf } from "../../picture/reading-drawing.ts";
import { CallError, type Client } from "../api/client.ts";
import { isTransient, RETRY_MILLIS } from "../api/transient-error.ts";
import { NOTHING, selectMark, type Selection } from "../graph/selection.ts";
import { CanvasPanel } from "../panels/CanvasPanel.tsx";
import { failureWords } from "../panels/owner-context.tsx";
import { Glyph } from "../panels/Glyph.tsx";
import { WhoClaims } from "./WhoClaims.tsx";
import { JudgedDifferent, PossiblySame, WhoEntries, type WhoLinks } from "./WhoEntries.tsx";
import { WhoFacts } from "./WhoFacts.tsx";
import { whoGraph } from "./who-graph.ts";
import "./who.css";

/** Marks of the picture: the entity, and those with most relations to it. */
const MOST_MARKS = 30;
const NONE = { marks: [], lines: [] };

export interface WhoPageProps {
  readonly client: Client;
  readonly isOwner: boolean;
  readonly theme: Theme;
  /** STORY/ID of any of the joined entries. */
  readonly id: string;
  readonly links: WhoLinks;
}

type Loading =
  | { readonly kind: "loading" }
  | { readonly kind: "ready"; readonly who: WhoAnswer }
  | { readonly kind: "absent" }
  | { readonly kind: "failed"; readonly message: string };

/**
 * Everything that all stories say about one entity, side by side: only what a person judged to be the same is merged.
 */
export function WhoPage({ client, isOwner, theme, id, links }: WhoPageProps): ReactElement {
  const [loaded, setLoaded] = useState<Loading>({ kind: "loading" });
  const [attempt, setAttempt] = useState(0);
  const reload = useCallback(() => setAttempt((before) => before + 1), []);
  useEffect(() => {
    const stop = new AbortController();
    setLoaded((before) => (before.kind === "ready" && !isEntryOf(before.who, id) ? { kind: "loading" } : before));
    let timer: ReturnType<typeof setTimeout> | undefined;
    client("who", { params: { id }, signal: stop.signal }).then(
      (who) => setLoaded({ kind: "ready", who }),
      (error: unknown) => {
        if (stop.signal.aborted) return;
        // An invalid id means an unknown entity.
        const isAbsent = error instanceof CallError && [400, 404].includes(error.problem?.status ?? 0);
        const failed: Loading = isAbsent ? { kind: "absent" } : { kind: "failed", message: failureWords(error) };
        // The page stays while the database is unavailable.
        setLoaded((before) => (before.kind === "ready" && isTransient(error) ? before : failed));
        if (isTransient(error)) timer = setTimeout(reload, RETRY_MILLIS);
      },
    );
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [client, id, attempt, reload]);
  useEffect(() => {
    if (loaded.kind === "ready") document.title = `${loaded.who.name}, in all stories · Wiregraph`;
  }, [loaded]);
  if (loaded.kind === "loading") return <main className="who skeleton" aria-busy="true" aria-label="Loading" />;
  if (loaded.kind === "absent")
    return (
      <main className="message" role="alert">
        <h1>Not found</h1>
        <p>
          There is no <bdi>“{id}”</bdi> in these stories, or the story is not public.
        </p>
        <p>
          <a className="as-link" href="/stories">
            See all stories
          </a>
        </p>
      </main>
    );
  if (loaded.kind === "failed")
    return (
      <main className="message" role="alert">
        <h1>This cannot be shown</h1>
        <p>{loaded.message}</p>
        <p>
          <button type="button" className="as-link" onClick={reload}>
            Try again
          </button>
        </p>
      </main>
    );
  return <Who key={loaded.who.id} who={loaded.who} {...{ client, isOwner, theme, links, reload }} />;
}

function isEntryOf({ id, members }: WhoAnswer, ref: string): boolean {
  return id === ref || members.some(({ story, entity }) => entityRef(story.id, entity.id) === ref);
}

type WhoProps = Omit<WhoPageProps, "id"> & { readonly who: WhoAnswer; readonly reload: () => void };

function Who({ who, client, isOwner, theme, links, reload }: WhoProps): ReactElement {
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const data = useMemo(() => whoGraph(who), [who]);
  const view = useMemo(() => allOf(data.graph), [data]);
  const evidenceFor = useMemo(() => storyEvidence(data.graph), [data]);
  const drawing = useMemo(() => {
    const shown = view.marks.toSorted(
      (one, other) =>
        Number(other.id === data.center) - Number(one.id === data.center) || claimsOf(other.id) - claimsOf(one.id),
    );
    return drawingOf(
      view,
      shown.slice(0, MOST_MARKS).map(({ id }) => id),
      evidenceFor,
    );
    function claimsOf(id: string): number {
      return view.lines
        .filter(({ from, to }) => from === id || to === id)
        .reduce((sum, { sentences }) => sum + sentences.length, 0);
    }
  }, [view, data, evidenceFor]);
  const kind = who.members[0]?.entity.label ?? "Person";
  const { stories } = who.counts;
  const rests = evidenceWords(who.counts);
  const open = useCallback(
    (relation: string) => {
      const place = data.placeOf.get(relation);
      const member = who.members.find(({ story }) => story.id === place?.story);
      if (member !== undefined) links.onOpen(member.story.id, member.entity.id);
    },
    [data, who, links],
  );
  return (
    <main className="who">
      <header className="who-head">
        <Glyph kind={kind} theme={theme} size={28} />
        <h1>
          <bdi>{who.name}</bdi>
        </h1>
        <p className="quiet">
          {KIND_WORDS[kind].one} · in {stories === 1 ? "1 story" : `${stories} stories`}
          {rests !== "" && `: ${rests}`}
        </p>
      </header>
      <div className="who-top">
        <section className="who-picture" aria-label="Connections">
          {drawing.marks.length > 1 ? (
            <CanvasPanel
              drawing={drawing}
              theme={theme}
              title={`${who.name} and those that are named with them`}
              selection={selection}
              onSelect={setSelection}
              hidden={NONE}
              dimmed={NONE}
            >
              <span className="quiet">
                {drawing.marks.length < view.marks.length
                  ? `showing ${drawing.marks.length} of ${view.marks.length}`
                  : `${drawing.marks.length - 1} named with ${who.name}`}
              </span>
            </CanvasPanel>
          ) : (
            <p className="quiet">No story connects them with anybody else.</p>
          )}
        </section>
        <div className="who-side">
          <WhoEntries who={who} client={client} isOwner={isOwner} links={links} reload={reload} />
          <WhoFacts who={who} data={data} />
        </div>
      </div>
      <div className="who-below">
        <WhoClaims
          who={who}
          data={data}
          view={view}
          evidenceFor={evidenceFor}
          selection={selection}
          onClear={() => setSelection(NOTHING)}
          onPick={(mark) => setSelection(selectMark(mark))}
          onOpen={open}
        />
        <div>
          <PossiblySame who={who} client={client} isOwner={isOwner} links={links} reload={reload} />
          <JudgedDifferent who={who} client={client} isOwner={isOwner} links={links} reload={reload} />
        </div>
      </div>
    </main>
  );
}
