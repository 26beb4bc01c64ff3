import { z } from "zod";
import { Article, Mention } from "./article.ts";
import { Certainty, Polarity } from "./certainty-schema.ts";
import { EntityRef, Verdict } from "./entity-ref.ts";
import { Entity, MAX_LABEL, PropertyName, PropertyValue } from "./entity.ts";
import { fingerprintOf, quoteOrdinals, type QuoteOrdinal } from "./fingerprint.ts";
import { RecordId } from "./record-id.ts";
import { RelationType, Relation } from "./relation.ts";
import type { Sequence } from "./sequence.ts";
import { Story } from "./story.ts";
import { storedText, withLineFeeds, type StoredText } from "./stored-text.ts";
import { isVisible } from "./visible-text.ts";

/*
 * The product's own story format: `story.json` beside the text of the articles. One record per line, so that changes
 * diff well. docs/data-model.md describes it; stories/story.schema.json is the same as JSON Schema.
 */

const span = z.tuple([z.int().min(0), z.int().min(1)]);

const Title = z.string().min(1).refine(isVisible, "a title has a sign that can be seen");

const TextFile = z.string().regex(/^[\w.-]+\.txt$/, "the text stands in a .txt file beside the story");

const FileMention = Mention.extend({
  article: z.string().optional().describe("When the story has more than one article"),
});

const FileEntity = Entity.extend({
  short: z
    .string()
    .optional()
    .describe(`For labels, at most ${MAX_LABEL} characters; made of the name where it is needed`),
  mentions: z.array(FileMention).default([]),
});

const FileReceipt = z.strictObject({
  sentence: z.int().min(0),
  start: z.int().min(0),
  end: z.int().min(1),
  quote: z.string(),
});

const FileRelation = z.strictObject({
  key: RecordId.describe("A name of this relation in this file; a new relation gets it as its id"),
  document: z.string(),
  subject: z.string(),
  type: RelationType,
  object: z.string(),
  source: z.string(),
  verb: z.string().optional(),
  statement: z.string().optional(),
  certainty: Certainty,
  polarity: Polarity.default("positive"),
  receipt: z.array(FileReceipt).describe("Where the text says so; without it the relation is refused"),
  reason: z.string().optional(),
  note: z.string().optional(),
  startDate: z.string().optional(),
  endDate: z.string().optional(),
  timeText: z.string().optional(),
  method: z.string().default("person"),
  status: z.enum(["proposed", "confirmed", "disputed", "retracted"]).default("confirmed"),
  qualifiers: z.record(PropertyName, PropertyValue).default({}),
});

const FileEarlierText = z.strictObject({
  file: TextFile,
  sentences: Article.shape.sentences,
  versionKind: Article.shape.versionKind,
  notice: Article.shape.notice,
  modifiedAt: Article.shape.modifiedAt,
  relations: z.array(FileRelation).default([]).describe("What it says and the text behind it does not"),
});

const FileArticle = Article.omit({ text: true, version: true, readAt: true }).extend({
  title: Title,
  file: TextFile,
  earlier: z
    .array(FileEarlierText)
    .default([])
    .describe(
      "The texts it had before this one, the first of them first: the story gets its history with its first load",
    ),
});

const TimeExpression = z.strictObject({
  article: z.string().optional(),
  sentence: z.int(),
  span,
  quote: z.string(),
  entity: z.string().optional(),
  normalized: z.string(),
  kind: z.string(),
});

/** A question of a story, in words and in Cypher; it runs with $story. */
export const StoryQuestion = z.strictObject({
  id: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[a-z0-9][a-z0-9-]*$/, "a question's id is small letters, digits and -"),
  question: z.string().min(1).describe("In words"),
  statement: z.string().min(1).describe("Cypher that reads; $story is the id of the story"),
});
export type StoryQuestion = z.infer<typeof StoryQuestion>;

/**
 * A file's judgement about an entity of its story and one of another. It applies only when the person who loads the
 * file accepts it.
 */
export const FileJudgement = z.strictObject({
  id: RecordId.describe("An entity of this story"),
  other: EntityRef.describe("An entity of another story"),
  verdict: Verdict,
  reason: z.string().min(1).max(2_000).optional(),
});
export type FileJudgement = z.infer<typeof FileJudgement>;

export const StoryFile = z.strictObject({
  format: z.literal("wiregraph-story/1"),
  story: Story.extend({ title: Title }),
  articles: z.array(FileArticle).min(1),
  entities: z.array(FileEntity),
  relations: z.array(FileRelation),
  timeExpressions: z.array(TimeExpression).default([]),
  questions: z.array(StoryQuestion).default([]),
  judgements: z
    .array(FileJudgement)
    .default([])
    .describe(
      "Who is, and who is not, the same as whom in other stories; taken when whoever loads the file asks for it",
    ),
});
export type StoryFile = z.infer<typeof StoryFile>;

/** The same, with unchecked records. */
export const StoryFileHead = StoryFile.extend({
  articles: z.array(z.unknown()).min(1),
  entities: z.array(z.unknown()),
  relations: z.array(z.unknown()),
  timeExpressions: z.array(z.unknown()).default([]),
  // An invalid question is rejected on its own.
  questions: z.array(z.strictObject({ id: z.string(), question: z.string(), statement: z.string() })).default([]),
});

/** The record schema of each list. */
export const STORY_RECORDS = {
  articles: FileArticle,
  entities: FileEntity,
  relations: FileRelation,
  timeExpressions: TimeExpression,
} as const;

/** A former text of an article, with the claims that the next text no longer makes. */
export interface EarlierText {
  readonly article: Article;
  readonly relations: readonly Relation[];
}

/** A mention with its article and its entity. */
export interface PlacedMention {
  readonly article: string;
  readonly entity: string;
  readonly mention: Mention;
}

/** A story in the product's form, ready to be checked and loaded; its records need not all be in memory. */
export interface StoryRecords {
  readonly story: Story;
  readonly articles: readonly Article[];
  readonly entities: Sequence<Entity>;
  readonly mentions: Sequence<PlacedMention>;
  readonly relations: Sequence<Relation>;
  /** Claims that the file proposes or has retracted: stored, but not as relations. */
  readonly claims: Sequence<Relation>;
  /** The number of relations with an article as their subject. */
  readonly articleRelations: number;
  readonly questions: readonly StoryQuestion[];
  /** The earliest text of each article first. */
  readonly earlier?: readonly EarlierText[];
  readonly judgements?: readonly FileJudgement[];
}

/** The files beside a story file, by name. */
export interface FilesBeside {
  /** Texts of articles. */
  readonly articles: Readonly<Record<string, string>>;
  /** Questions as .cypher files: the first line is the question in words, after `//`. */
  readonly questions?: Readonly<Record<string, string>>;
}

/**
 * The question of a .cypher file: its file name is the id, its first line the words; empty where that is no comment.
 */
export function questionOf(file: string, text: string): StoryQuestion {
  const id = file.replace(/\.cypher$/, "");
  const [first = "", ...rest] = withLineFeeds(text).split("\n");
  return first.startsWith("//")
    ? { id, question: first.replace(/^\/\/\s*/, "").trimEnd(), statement: rest.join("\n").trim() }
    : { id, question: "", statement: withLineFeeds(text).trim() };
}

/** The texts of a story's articles as they are read, by the article's id. */
export class ArticleTexts {
  private readonly byFile = new Map<string, StoredText>();
  private readonly byArticle = new Map<string, StoredText>();

  constructor(private readonly files: FilesBeside["articles"]) {}

  /** An article of a file with its text; its sentences are mapped to the stored text. */
  articleOf({ file, earlier: _, ...article }: z.output<typeof FileArticle>): Article {
    const text = this.byFile.get(file) ?? storedText(this.files[file] ?? "");
    this.byFile.set(file, text);
    this.byArticle.set(article.id, text);
    return { ...article, text: text.text, sentences: text.sentences(article.sentences) };
  }

  /** The former texts of an article in a file. Each has its own receipts, in its own text. */
  earlierTextsOf({ earlier, ...article }: z.output<typeof FileArticle>): EarlierText[] {
    const { versionKind: _, notice: __, modifiedAt: ___, ...head } = article;
    return earlier.map(({ relations, ...own }, index) => {
      const texts = new ArticleTexts(this.files);
      const before = texts.articleOf({ ...head, ...own, earlier: [] });
      const ordinalOf = quoteOrdinals(new Map([[before.id, before.text]]));
      return {
        article: index === 0 ? before : { ...before, version: index + 1 },
        relations: relations.map((relation) => texts.relationOf(relation, ordinalOf)),
      };
    });
  }

  /** A mention of a file, mapped to the stored text of its article. */
  mentionOf(article: string, mention: Mention): Mention {
    const text = this.byArticle.get(article);
    if (text === undefined) return mention;
    const { quote, span } = text.quoted(mention.surface, [mention.start, mention.end]);
    return { ...mention, surface: quote, start: span[0], end: span[1] };
  }

  /** The receipts of an entity's properties; without an article they refer to the story's first one. */
  receiptsOf(first: string, receipts: Entity["receipts"]): Entity["receipts"] {
    return receipts.map((receipt) => {
      const text = this.byArticle.get(receipt.article ?? first);
      if (text === undefined) return receipt;
      const [start, end] = text.span([receipt.start, receipt.end]);
      return { ...receipt, start, end };
    });
  }

  /** Converts a relation of a file to the model. */
  relationOf({ receipt, ...claim }: z.output<typeof FileRelation>, ordinalOf: QuoteOrdinal): Relation {
    const text = this.byArticle.get(claim.document);
    const quoted = receipt.map(
      ({ quote, start, end }) => text?.quoted(quote, [start, end]) ?? { quote, span: [start, end] as const },
    );
    const spans = {
      quotes: quoted.map(({ quote }) => quote),
      starts: quoted.map(({ span }) => span[0]),
      ends: quoted.map(({ span }) => span[1]),
      sentences: receipt.map(({ sentence }) => sentence),
    };
    return { id: claim.key, ...claim, ...spans, fingerprint: fingerprintOf({ ...claim, ...spans }, ordinalOf) };
  }
}
