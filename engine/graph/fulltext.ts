import { onDemand } from "../on-demand.ts";
import type { Value } from "../values/value.ts";
import type { FulltextIndex, Meter } from "./graph.ts";
import type { TextSearch } from "./text-search.ts";

/** What searches and ranks. */
export const textSearch = onDemand("Full-text search", () => import("./text-search.ts"));

/** How full text is parted into words. */
export const ANALYZER = "standard-no-stop-words";

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
    const { TextSearch: Search } = textSearch.part();
    this.search ??= new Search(this.properties);
    return this.search.query(text, this.waiting, meter);
  }
}
