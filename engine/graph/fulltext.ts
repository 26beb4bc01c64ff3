import { CypherError } from "../errors.ts";
import type { Value } from "../values/value.ts";
import type { FulltextIndex, Meter } from "./graph.ts";
import type { TextSearch } from "./text-search.ts";

const loaded: { search: typeof TextSearch | null } = { search: null };

/** Brings in what searches and ranks; called by the door when a statement asks a full-text index. */
export async function loadTextSearch(): Promise<void> {
  loaded.search ??= (await import("./text-search.ts")).TextSearch;
}

/** A full-text index over some properties of nodes or relationships. What changed is taken in when it is next asked. */
export class TextIndex implements FulltextIndex {
  /** Made when the index is first asked. */
  private search: TextSearch | null = null;
  private readonly waiting = new Map<number, readonly Value[] | null>();

  constructor(
    readonly entity: "node" | "relationship",
    readonly properties: readonly string[],
  ) {}

  /** `values` are those of `properties`, in order; null takes the element out. */
  set(element: number, values: readonly Value[] | null): void {
    this.waiting.set(element, values);
  }

  query(text: string, meter: Meter): { element: number; score: number }[] {
    if (this.search === null) {
      const { search } = loaded;
      if (search === null)
        throw new CypherError("ProcedureError", "Full-text search is not loaded", { detail: "TextSearchNotLoaded" });
      this.search = new search(this.properties);
    }
    return this.search.query(text, this.waiting, meter);
  }
}
