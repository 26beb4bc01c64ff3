import { entityRef, partsOfRef, type EntityRef } from "../../model/clusters.ts";
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

type Entry = readonly [name: string, value: string];

/**
 * Version 1 listed several values of a key with commas: `at=a,b`. Version 2 repeats the key: `at=a&at=b`. It is named
 * where version 1 would read something else; in both a comma inside a value is percent-encoded, so that one parser
 * reads both.
 */
const VERSION = "2";

/** The address of a page: the section as its path, the rest as its query, without defaults. Ids may hold any character. */
export function addressOf({ session, workspace }: Bookmark): string {
  const { section, story, who } = session;
  if (who !== null) {
    const { story: of, id } = partsOfRef(who) ?? { story: "", id: who };
    return `/who/${[of, id].map(encodeURIComponent).join("/")}`;
  }
  const entries = [...(story === null ? [] : [["story", story] as const]), ...entriesOf(workspace)];
  const repeats = new Set(entries.map(([name]) => name)).size < entries.length;
  const search = [...entries, ...(repeats ? [["v", VERSION] as const] : [])]
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");
  return `${section === "explore" ? "/" : `/${section}`}${search === "" ? "" : `?${search}`}`;
}

function entriesOf({ mode, base, selection, voices, filter, added, excluded, pinned }: Workspace): Entry[] {
  const all = (name: string, values: Iterable<string>) => Array.from(values, (value): Entry => [name, value]);
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
      Array.from(pinned, ([id, { x, y }]) => `${x}_${y}_${id}`),
    ),
  ];
}

/** Parses an address; ignores unknown parts. */
export function bookmarkOf(path: string, search: string): Bookmark {
  const who = whoOf(path);
  if (who !== null) return { session: { section: "who", story: null, who }, workspace: NEW_WORKSPACE };
  const values = valuesOf(search);
  const list = (name: string) => values.get(name) ?? [];
  return {
    session: {
      ...NEW_SESSION,
      section: ([...SECTIONS, "stories"] as const).find((section) => path === `/${section}`) ?? "explore",
      story: list("story")[0] ?? null,
    },
    workspace: {
      mode: list("view").includes("all") ? "all" : "story",
      base: list("show").includes("all") ? "whole" : list("show").includes("own") ? "own" : "first-sight",
      ...selectedOf(list("voice"), list("at"), list("line")[0]),
      filter: Object.fromEntries(FACETS.map((facet) => [facet, new Set(list(FACET_KEYS[facet]))])) as unknown as Filter,
      added: list("with"),
      excluded: list("without"),
      pinned: new Map(list("pin").flatMap(pinOf)),
    },
  };
}

function pinOf(value: string): [id: string, point: { x: number; y: number }][] {
  const [, x = "", y = "", id = ""] = /^(\d(?:\.\d+)?)_(\d(?:\.\d+)?)_(.+)$/u.exec(value) ?? [];
  return id === "" ? [] : [[id, { x: Math.min(Number(x), 1), y: Math.min(Number(y), 1) }]];
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

/** The values of each key. Splits at commas before it decodes: URLSearchParams would decode those inside a value first. */
function valuesOf(search: string): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const part of search.replace(/^\?/u, "").split("&")) {
    const [name = "", ...rest] = part.split("=");
    const decoded = rest
      .join("=")
      .split(",")
      .map((item) => new URLSearchParams(`item=${item}`).get("item") ?? "")
      .filter((item) => item !== "");
    values.set(name, [...(values.get(name) ?? []), ...decoded]);
  }
  return values;
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
