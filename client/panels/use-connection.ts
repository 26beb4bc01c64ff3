import { useEffect, useMemo, useState } from "react";
import type { ConnectionGraph } from "../../model/connection-graph.ts";
import type { NamingSentence } from "../../model/connection-words.ts";
import type { Connection, Connections } from "../../model/connections.ts";
import type { findConnection } from "../graph/find-connection.ts";
import type { StoryGraph } from "../../model/story.ts";
import type { StoryTexts } from "../api/story-texts.ts";
import type { Selection } from "../graph/selection.ts";

/** How the two selected marks are linked. */
export interface ShownConnection {
  readonly result: Connections;
  readonly connections: ConnectionGraph;
  /** The one that is opened in the panel and highlighted in the picture, as an index. */
  readonly opened: number;
  readonly open: (index: number) => void;
  readonly current: Connection | null;
  /** Sentences that name the one, and those that name the other; null while they are not known. */
  readonly naming: () => readonly [readonly NamingSentence[], readonly NamingSentence[]] | null;
}

interface UsedFinder {
  readonly shown: ShownConnection | null;
  /** What finds it could not be loaded. */
  readonly isMissing: boolean;
}

interface UsedConnection {
  readonly graph: StoryGraph;
  readonly texts: StoryTexts;
  readonly selection: Selection;
  /** Sources that are switched off. */
  readonly off: ReadonlySet<string>;
}

/** The marks that a picture needs to show the one that is opened: where nothing is folded, what its claims join, too. */
export function marksOfConnection({ current, connections }: ShownConnection, mode: "story" | "all"): string[] {
  if (current === null) return [];
  if (mode === "story") return [...current.marks];
  const claims = current.steps.flatMap((step) => step.claims.flatMap(({ relations }) => relations));
  const ends = claims.flatMap((id) => connections.index.relations.get(id) ?? []);
  return [...new Set([...current.marks, ...ends.flatMap(({ subject, object }) => [subject, object])])];
}

type FindConnection = typeof findConnection;

/** Loaded with the first two marks that are selected: most readers select one. */
function useFinder(isWanted: boolean): { readonly find: FindConnection | null; readonly isMissing: boolean } {
  const [find, setFind] = useState<{ readonly it: FindConnection } | null>(null);
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    if (!isWanted || find !== null) return;
    import("../graph/find-connection.ts").then(
      (module) => {
        setMissing(false);
        setFind({ it: module.findConnection });
      },
      () => setMissing(true),
    );
  }, [isWanted, find]);
  return { find: find?.it ?? null, isMissing };
}

/** Of exactly two selected marks; null of any other selection. */
export function useConnection(used: UsedConnection): UsedFinder {
  const { graph, texts, selection, off } = used;
  const [from, to] = selection.kind === "marks" && selection.ids.length === 2 ? selection.ids : [];
  const { find, isMissing } = useFinder(to !== undefined);
  const found = useMemo(
    () => (find === null || from === undefined || to === undefined ? null : find(graph, { from, to, without: off })),
    [find, graph, from, to, off],
  );
  const [chosen, setChosen] = useState<{ readonly of: object; readonly index: number } | null>(null);
  const shown = useMemo((): ShownConnection | null => {
    if (found === null) return null;
    const opened = chosen?.of === found ? chosen.index : 0;
    return {
      ...found,
      opened,
      open: (index) => setChosen({ of: found, index }),
      current: found.result.found[opened] ?? null,
      naming: () => {
        const [one, other] = [texts.mentionsOf(found.result.from), texts.mentionsOf(found.result.to)];
        return one === undefined || other === undefined ? null : [one, other];
      },
    };
  }, [found, chosen, texts]);
  return { shown, isMissing: isMissing && to !== undefined };
}
