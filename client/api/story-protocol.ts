import type { Problem } from "../../contract/errors.ts";
import type { Entity } from "../../model/entity.ts";
import type { Line } from "../../model/lines.ts";
import type { ReadingView } from "../../model/reading.ts";
import type { Relation } from "../../model/relation.ts";
import type { StoryGraph } from "../../model/story.ts";

export interface StoryRequest {
  readonly story: string;
  readonly ownerToken: string | undefined;
}

/** A story on its way out of the worker that read and folded it: in pieces, none of which takes the page long. */
export type StoryPiece =
  | { readonly kind: "entities"; readonly items: readonly Entity[] }
  | { readonly kind: "relations"; readonly items: readonly Relation[] }
  | { readonly kind: "lines"; readonly items: readonly Line[] }
  | {
      readonly kind: "done";
      readonly version: string;
      readonly head: Omit<StoryGraph, "entities" | "relations">;
      readonly view: Omit<ReadingView, "lines">;
      readonly first: readonly string[];
    }
  | { readonly kind: "failed"; readonly message: string; readonly problem: Problem | null };
