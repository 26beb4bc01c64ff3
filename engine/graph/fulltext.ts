import type { Value } from "../values/value.ts";
import type { FulltextIndex, Meter } from "./graph.ts";
import type { TextSearch } from "./text-search.ts";

let library: typeof import("./text-search.ts") | null = null;

/** Loads what searches and ranks, a large library that few statements need. `prepare` awaits it. */
export async function loadTextSearch(): Promise<void> {
  library ??= await import("./text-search.ts");
}

/** How full text is parted into words. */
export const ANALYZER = "standard-no-stop-words";

/** A full-text index over some properties of nodes or relationships. What changed is taken in when it is next asked. */
export class TextIndex implements FulltextIndex {
  /** Made when the index is first asked. */
  private search: TextSearch | null = null;
  private readonly waiting = new Map<number, readonly Value[] | null>();

  readonly entity: "node" | "relationship";
  readonly properties: readonly string[];

  constructor(entity: "node" | "relationship", properties: readonly string[]) {
    this.entity = entity;
    this.properties = properties;
  }

  /** `values` are those of `properties`, in order; null takes the element out. */
  set(element: number, values: readonly Value[] | null): void {
    this.waiting.set(element, values);
  }

  query(text: string, meter: Meter): { element: number; score: number }[] {
    if (library === null) throw new Error("Full-text search is not loaded: await prepare() before run()");
    this.search ??= new library.TextSearch(this.properties);
    return this.search.query(text, this.waiting, meter);
  }
}
