import type { Value } from "../values/value.ts";
import type { FulltextIndex, Meter } from "./graph.ts";
import type { TextSearch } from "./text-search.ts";

let library: typeof import("./text-search.ts") | null = null;

/** Loads the full-text library, which is large and which few statements need. `prepare` awaits it. */
export async function loadTextSearch(): Promise<void> {
  library ??= await import("./text-search.ts");
}

/** The analyzer that splits text into words. */
export const ANALYZER = "standard-no-stop-words";

/** A full-text index over some properties of nodes or relationships. Changes are indexed at the next query. */
export class TextIndex implements FulltextIndex {
  /** Created at the first query. */
  private search: TextSearch | null = null;
  private readonly waiting = new Map<number, readonly Value[] | null>();

  readonly entity: "node" | "relationship";
  readonly properties: readonly string[];

  constructor(entity: "node" | "relationship", properties: readonly string[]) {
    this.entity = entity;
    this.properties = properties;
  }

  /** `values` are those of `properties`, in order; null removes the element. */
  set(element: number, values: readonly Value[] | null): void {
    this.waiting.set(element, values);
  }

  query(text: string, meter: Meter): { element: number; score: number }[] {
    if (library === null) throw new Error("Full-text search is not loaded: await prepare() before run()");
    this.search ??= new library.TextSearch(this.properties);
    return this.search.query(text, this.waiting, meter);
  }
}
