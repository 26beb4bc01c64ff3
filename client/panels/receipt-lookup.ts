import { useMemo } from "react";
import type { ArticleHead } from "../../model/article.ts";
import { claimReceipts } from "../../model/claim-receipts.ts";
import { copiesOf, type CopyInfo } from "../../model/copies.ts";
import type { Entity } from "../../model/entity.ts";
import type { Evidence } from "../../model/evidence.ts";
import { receiptNotes } from "../../model/receipt-notes.ts";
import { isStanding, type Relation } from "../../model/relation.ts";
import { speakerNames } from "../../model/speakers.ts";
import { storyEvidence } from "../../model/story-evidence.ts";
import type { StoryGraph } from "../../model/story.ts";
import type { StoryTexts } from "../api/story-texts.ts";

/** What the rows of a panel need of the story, made once for all of them. */
export interface ReceiptLookup {
  readonly relations: ReadonlyMap<string, Relation>;
  readonly entities: ReadonlyMap<string, Entity>;
  /** Whether somebody says something in the story. */
  readonly speaks: (id: string) => boolean;
  /** How many the story has. */
  readonly articles: number;
  readonly headOf: (document: string) => ArticleHead | null;
  readonly speakerOf: (id: string) => string;
  readonly copies: ReadonlyMap<string, CopyInfo>;
  readonly evidenceFor: (relations: Iterable<string>) => Evidence;
  readonly receiptsOf: (legs: readonly Relation[]) => ReturnType<typeof claimReceipts>;
  readonly notesOf: (relations: readonly Relation[]) => readonly string[];
}

export function useReceiptLookup(graph: StoryGraph, texts: StoryTexts): ReceiptLookup {
  return useMemo(() => {
    const speakerOf = speakerNames(graph);
    const sources = new Set(graph.relations.filter(isStanding).map(({ source }) => source));
    const heads = new Map(graph.articles.map((head) => [head.id, head]));
    return {
      relations: new Map(graph.relations.map((relation) => [relation.id, relation])),
      entities: new Map(graph.entities.map((entity) => [entity.id, entity])),
      speakerOf,
      speaks: (id) => sources.has(id),
      articles: heads.size,
      headOf: (document) => heads.get(document) ?? null,
      copies: copiesOf(graph.articles, speakerOf),
      evidenceFor: storyEvidence(graph),
      notesOf: receiptNotes(graph),
      receiptsOf: (legs) => claimReceipts(legs, (document) => texts.text(document) ?? null),
    };
  }, [graph, texts]);
}
