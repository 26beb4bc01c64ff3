import { entityRef, partsOfRef, type EntityRef } from "../../model/clusters.ts";
import { pinOf, pinText, QUERY_VERSION, queryText, queryValues, type QueryEntry } from "../../model/picture-query.ts";
import type { Theme } from "../../picture/palette.ts";
import { selectLine, selectMarks } from "../graph/selection.ts";
import { apply } from "./commands.ts";
import { NEW_SESSION, SECTIONS, type Session } from "./session.ts";
import { FACETS, NEW_WORKSPACE, type Facet, type Filter, type Workspace } from "./workspace.ts";

/** What an address says. */
export interface Bookmark {
  readonly session: Session;
  readonly workspace: Workspace;
}

/** The keys of what is switched off. */
const FACET_KEYS: Readonly<Record<Facet, string>> = {
  sources: "off",
  kinds: "hide",
  types: "hide-type",
  certainties: "hide-certainty",
  polarities: "hide-polarity",
  documents: "hide-document",
  days: "hide-day",
};

const BASE_VALUES: Readonly<Record<Workspace["base"], readonly string[]>> = {
  "first-sight": [],
  whole: ["all"],
  own: ["own"],
};

/** The address of a page: the section as its path, the rest as its query, without defaults. Ids may hold any character. */
export function addressOf({ session, workspace }: Bookmark): string {
  const { section, story, who, tour } = session;
  if (who !== null) {
    const { story: of, id } = partsOfRef(who) ?? { story: "", id: who };
    return `/who/${[of, id].map(encodeURIComponent).join("/")}`;
  }
  const entries = [...all("story", story), ...all("tour", tour), ...entriesOf(workspace)];
  const repeats = new Set(entries.map(([name]) => name)).size < entries.length;
  const search = queryText([...entries, ...all("v", repeats ? QUERY_VERSION : null)]);
  return `${section === "explore" ? "/" : `/${section}`}${search === "" ? "" : `?${search}`}`;
}

/** What a saved view keeps of a workspace; it always names its version. */
export function viewQuery(workspace: Workspace): string {
  return queryText([...entriesOf(workspace), ["v", QUERY_VERSION]]);
}

/** The workspace that a saved view kept. */
export function workspaceOf(query: string): Workspace {
  return bookmarkOf("/", query).workspace;
}

function all(name: string, values: Iterable<string> | string | null): QueryEntry[] {
  return Array.from(typeof values === "string" ? [values] : (values ?? []), (value): QueryEntry => [name, value]);
}

function entriesOf({ mode, base, selection, voices, filter, added, excluded, pinned }: Workspace): QueryEntry[] {
  return [
    ...all("view", mode === "all" ? ["all"] : []),
    ...all("show", BASE_VALUES[base]),
    ...all("at", selection.kind === "marks" ? selection.ids : []),
    ...all("line", selection.kind === "line" ? [selection.id] : []),
    ...all("voice", voices),
    ...FACETS.flatMap((facet) => all(FACET_KEYS[facet], filter[facet])),
    ...all("with", added),
    ...all("without", excluded),
    ...all(
      "pin",
      Array.from(pinned, ([id, { x, y }]) => pinText({ id, x, y })),
    ),
  ];
}

/** Parses an address; ignores unknown parts. */
export function bookmarkOf(path: string, search: string): Bookmark {
  const who = whoOf(path);
  if (who !== null) return { session: { ...NEW_SESSION, section: "who", who }, workspace: NEW_WORKSPACE };
  const values = queryValues(search);
  const list = (name: string) => values.get(name) ?? [];
  return {
    session: {
      ...NEW_SESSION,
      section: ([...SECTIONS, "stories"] as const).find((section) => path === `/${section}`) ?? "explore",
      story: list("story")[0] ?? null,
      tour: list("tour")[0] ?? null,
    },
    workspace: {
      mode: list("view").includes("all") ? "all" : "story",
      base: list("show").includes("all") ? "whole" : list("show").includes("own") ? "own" : "first-sight",
      ...selectedOf(list("voice"), list("at"), list("line")[0]),
      filter: Object.fromEntries(FACETS.map((facet) => [facet, new Set(list(FACET_KEYS[facet]))])) as unknown as Filter,
      added: list("with"),
      excluded: list("without"),
      pinned: new Map(
        list("pin").flatMap((value) => {
          const pin = pinOf(value);
          return pin === null ? [] : [[pin.id, { x: pin.x, y: pin.y }]];
        }),
      ),
    },
  };
}

function selectedOf(
  voices: readonly string[],
  marks: readonly string[],
  line: string | undefined,
): Pick<Workspace, "selection" | "voices"> {
  if (voices.length > 0) return apply(NEW_WORKSPACE, { type: "select-voices", ids: voices });
  return { selection: line === undefined ? selectMarks(marks) : selectLine(line), voices: [] };
}

function whoOf(path: string): EntityRef | null {
  const [, story, id] = /^\/who\/([^/]+)\/([^/]+)$/u.exec(path) ?? [];
  if (story === undefined || id === undefined) return null;
  try {
    return entityRef(decodeURIComponent(story), decodeURIComponent(id));
  } catch {
    // Half an escape is the address of nobody.
    return entityRef(story, id);
  }
}

/** The query of an embed's address: selection, disabled sources, hidden kinds, theme. */
export function frameSearchOf({ selection, filter }: Workspace, theme: Theme): string {
  const focus =
    selection.kind === "line" ? selection.id : selection.kind === "marks" ? selection.ids.at(-1) : undefined;
  const query = new URLSearchParams({ theme });
  if (focus !== undefined) query.set("focus", focus);
  for (const id of filter.sources) query.append("off", id);
  for (const kind of filter.kinds) query.append("hide", kind);
  return `?${query.toString()}`;
}
