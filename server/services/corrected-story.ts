import type { CorrectionDetails } from "../../contract/corrections.ts";
import { Failure } from "../../contract/errors.ts";
import type { Article } from "../../model/article.ts";
import type { EarlierTexts, VersionKind } from "../../model/article-version.ts";
import { claimOf, relationOf, type Claim } from "../../model/claim.ts";
import { dateMistake } from "../../model/iso-date.ts";
import type { CorrectedArticle } from "../../model/corrected-article.ts";
import type { Entity } from "../../model/entity.ts";
import { fingerprintOf, quoteOrdinals, type QuoteOrdinal } from "../../model/fingerprint.ts";
import type { Receipt } from "../../model/reanchor.ts";
import { isStanding, type Relation } from "../../model/relation.ts";
import { concat, filterSequence } from "../../model/sequence.ts";
import { storedText } from "../../model/stored-text.ts";
import type { PlacedMention, StoryQuestion } from "../../model/story-file.ts";
import { isVisible } from "../../model/visible-text.ts";
import { ArticleRevision } from "./article-revision.ts";
import { articleFrom, claimFrom, entityFrom, mentionFrom, relationFrom, storyFrom, versionFrom } from "./rows.ts";
import type { StoryContent, StoryRows } from "./story-rows.ts";
import { entityNames, nextVersion, mergeVersions } from "./merged-story.ts";

/** Another text of an article, or a hold by its publisher. */
export interface Correction {
  readonly article: string;
  /** As read; absent where the text is unchanged. */
  readonly text?: string | undefined;
  readonly kind?: VersionKind | undefined;
  readonly notice?: string | undefined;
  readonly modifiedAt?: string | undefined;
  readonly language?: string | undefined;
  /** Accepts a text that has nothing in common with the previous one. */
  readonly isRewritten: boolean;
}

export interface CorrectionOptions {
  readonly now: string;
  readonly earlierTexts: EarlierTexts;
}

/** A story with one of its articles corrected, and the effect on its claims. */
export interface CorrectedStory {
  readonly content: StoryContent;
  readonly details: CorrectionDetails;
}

/**
 * Replaces the text of an article. Every receipt of its relations, claims, mentions and properties is found again in
 * the new text or is removed with its words.
 * @throws Failure article/not-found, correction/invalid, correction/older
 */
export function correctedStory(stored: StoryRows, correction: Correction, options: CorrectionOptions): CorrectedStory {
  const content = storedContent(stored);
  const before = content.articles.find(({ id }) => id === correction.article);
  if (before === undefined)
    throw new Failure(
      "article/not-found",
      `There is no article with the id ${correction.article} in the story ${stored.story}`,
      { remedy: `The story has ${content.articles.map(({ id }) => id).join(", ")}` },
    );
  const given = correctedArticle(before, correction);
  const after = nextVersion(given, before, options.now);
  if ((after.version ?? 1) === (before.version ?? 1)) return { content, details: unchanged(before) };
  const names = entityNames(content);
  const revision = new ArticleRevision(before, after, names);
  if (revision.text !== null) {
    requireSameArticle(revision.text, correction);
    // The sentences by which the two texts were compared.
    after.sentences = revision.text.alignment.new.sentences.map(({ start, end }) => [start, end]);
  }
  const articles = content.articles.map((article) => (article.id === before.id ? after : article));
  const ordinalOf = quoteOrdinals(new Map([[after.id, after.text]]));
  const { relations, claims } = correctedClaims(content, revision, ordinalOf);
  const mentions = new Counted();
  const properties = new Counted();
  return {
    content: {
      ...content,
      articles,
      relations,
      claims,
      mentions: correctedMentions(content, revision, mentions),
      entities: correctedEntities(content, revision, properties),
      versions: mergeVersions(stored.versions, new Map([[after.id, revision]]), articles, options.earlierTexts),
    },
    details: {
      ...revision.report(),
      mentions: mentions.counts,
      properties: properties.counts,
      text: revision.text?.changes().slice(0, MAX_CHANGES) ?? [],
    },
  };
}

/** Most sentences listed of a difference. */
const MAX_CHANGES = 2_000;

function unchanged({ id, version = 1, versionKind = "update" }: Article): CorrectionDetails {
  const none = { kept: 0, moved: 0, returned: 0, unsure: 0, gone: 0 };
  const found = { kept: 0, moved: 0, gone: 0 };
  return {
    article: id,
    version,
    kind: versionKind,
    receipts: none,
    changed: [],
    mentions: found,
    properties: found,
    text: [],
  };
}

/** The corrected article, without its version number. */
function correctedArticle(before: Article, { text, kind, notice, modifiedAt, language }: Correction): Article {
  const { notice: _, modifiedAt: __, readAt: ___, versionKind, ...own } = before;
  const given = text === undefined ? before.text : storedText(text).text;
  if (!given.isWellFormed()) throw invalid("text", "The text holds half a surrogate pair", "Send it as UTF-8");
  if (!isVisible(given))
    throw invalid("text", "The text is empty", "Send the whole text as it is now; one that was withdrawn is kind kill");
  if (modifiedAt !== undefined && dateMistake(modifiedAt) !== null)
    throw invalid(
      "modifiedAt",
      `“${modifiedAt}” is no date`,
      "Write a date of ISO 8601, as 2020-01-04 or 2020-01-04T14:10Z",
    );
  if (language !== undefined && language.toLowerCase() !== before.language.toLowerCase())
    throw invalid(
      "language",
      `The article is in the language ${before.language}, the text in ${language}`,
      "Add a translation as an article of its own",
    );
  const newKind = kind ?? (given === before.text ? versionKind : "update");
  return {
    ...own,
    text: given,
    // The sentences of another text are set by the comparison.
    sentences: given === before.text ? before.sentences : [],
    ...(newKind !== undefined && { versionKind: newKind }),
    ...(notice !== undefined && { notice }),
    ...(modifiedAt !== undefined && { modifiedAt }),
  };
}

/**
 * Rejects a text that shares no sentence and few words with the previous one: it is another article, or in another
 * language.
 */
function requireSameArticle(text: CorrectedArticle, { isRewritten }: Correction): void {
  if (isRewritten || text.hasCommonSentences || text.commonWords >= COMMON_WORDS) return;
  throw invalid(
    "text",
    "The text has no sentence, and few words, in common with the article: it is another article, or in another language",
    "Add it as an article of its own; if the publisher rewrote the article, say that it is rewritten",
  );
}

/** The share of the old text's words that a corrected text must have. */
const COMMON_WORDS = 0.3;

function invalid(field: string, message: string, remedy: string): Failure {
  return new Failure("correction/invalid", `${message}; nothing was changed`, { place: { field }, remedy });
}

/** Converts a stored story to the model. */
export function storedContent(stored: StoryRows): StoryContent {
  return {
    story: storyFrom(stored.properties),
    articles: Array.from(stored.articles, ({ properties }) => articleFrom(properties)),
    entities: stored.entities.map(({ label, properties }) => entityFrom(label, properties)),
    mentions: stored.mentions.map(({ article, entity, properties }) => ({
      article,
      entity,
      mention: mentionFrom(properties),
    })),
    relations: stored.relations.map((row) => relationFrom(row, row.properties)),
    questions: Array.from(stored.questions, ({ properties }) => properties)
      .toSorted((a, b) => Number(a["position"]) - Number(b["position"]))
      .map(({ id, question, statement }) => ({ id, question, statement }) as StoryQuestion),
    claims: stored.claims.map(({ properties }) => claimFrom(properties)),
    versions: Array.from(stored.versions, ({ properties }) => versionFrom(properties)),
  };
}

function correctedClaims(
  content: StoryContent,
  revision: ArticleRevision,
  ordinalOf: QuoteOrdinal,
): Pick<StoryContent, "relations" | "claims"> {
  const { id } = revision.after;
  const at = (relation: Relation, receipt: Receipt): Relation => ({
    ...relation,
    ...receipt,
    fingerprint: fingerprintOf({ ...relation, ...receipt }, ordinalOf),
  });
  const claims: Claim[] = [];
  const fallen = new Set<string>();
  const receipts = new Map<string, Receipt>();
  for (const relation of content.relations) {
    if (relation.document !== id) continue;
    const anchoring = revision.take(relation);
    if (!revision.isHeldBack && (anchoring.outcome === "kept" || anchoring.outcome === "moved")) {
      receipts.set(relation.id, anchoring.receipt);
      revision.tell(relation, anchoring.outcome);
      continue;
    }
    const claim = revision.claimOf(relation, anchoring);
    revision.tell(relation, anchoring.outcome === "unsure" && !revision.isHeldBack ? "unsure" : "gone", claim);
    fallen.add(relation.id);
    claims.push(claim);
  }
  const returned: Relation[] = [];
  for (const claim of content.claims) {
    const found = claim.document === id ? correctedClaim(claim, revision, content, at) : { claim };
    if ("claim" in found) claims.push(found.claim);
    else returned.push(found.relation);
  }
  const standing = filterSequence(content.relations, (relation) => !fallen.has(relation.id)).map((relation) => {
    const receipt = receipts.get(relation.id);
    return receipt === undefined ? relation : at(relation, receipt);
  });
  return { relations: concat<Relation>(standing, returned), claims };
}

/** A claim that did not stand, in the new text: still a claim, or a relation again. */
function correctedClaim(
  claim: Claim,
  revision: ArticleRevision,
  { versions }: StoryContent,
  at: (relation: Relation, receipt: Receipt) => Relation,
): { readonly claim: Claim } | { readonly relation: Relation } {
  const relation = relationOf(claim);
  if (claim.saidUntil === undefined) {
    const anchoring = revision.take(relation);
    if (anchoring.outcome === "gone" || revision.isHeldBack) return { claim: revision.claimOf(relation, anchoring) };
    const { quotes, starts, ends, sentences, fingerprint } = at(relation, anchoring.receipt);
    const moved = { quotes, starts, ends, sentences, ...(fingerprint !== undefined && { fingerprint }) };
    return { claim: { ...claim, ...moved } };
  }
  if (revision.isHeldBack) return { claim: revision.earlierClaim(claim) };
  const receipt = revision.returned(claim, versions);
  if (receipt === null) return { claim };
  revision.tell(relation, "returned", claim);
  const back = at(relation, receipt);
  // What a person retracted stays retracted, even if its words are back.
  if (isStanding(back)) return { relation: back };
  const { subjectName, objectName } = claim;
  return { claim: claimOf(back, { inText: "stands", subjectName, objectName }) };
}

class Counted {
  readonly counts = { kept: 0, moved: 0, gone: 0 };
}

function correctedMentions(
  content: StoryContent,
  revision: ArticleRevision,
  counted: Counted,
): StoryContent["mentions"] {
  const { text } = revision;
  if (text === null) return content.mentions;
  const places = new Map<number, PlacedMention>();
  const gone = new Set<number>();
  let index = -1;
  for (const placed of content.mentions) {
    index += 1;
    if (placed.article !== revision.after.id) continue;
    const anchoring = text.mention(placed.entity, placed.mention);
    const outcome = anchoring.outcome === "unsure" ? "gone" : anchoring.outcome;
    counted.counts[outcome] += 1;
    if (anchoring.outcome === "gone" || anchoring.outcome === "unsure") gone.add(index);
    else places.set(index, { ...placed, mention: { ...placed.mention, ...spanOf(anchoring.receipt) } });
  }
  return filterSequence(
    content.mentions.map((placed, at) => places.get(at) ?? placed),
    (_, at) => !gone.has(at),
  );
}

function spanOf({ quotes, starts, ends, sentences }: Receipt) {
  return { surface: quotes[0] ?? "", start: starts[0] ?? 0, end: ends[0] ?? 0, sentence: sentences[0] ?? 0 };
}

/** Removes properties whose words are gone, because nothing supports them any more. */
function correctedEntities(
  content: StoryContent,
  revision: ArticleRevision,
  counted: Counted,
): StoryContent["entities"] {
  const { text } = revision;
  if (text === null) return content.entities;
  const first = content.story.articles[0];
  const entities = new Map<number, Entity>();
  let index = -1;
  for (const entity of content.entities) {
    index += 1;
    if (!entity.receipts.some(({ article = first }) => article === revision.after.id)) continue;
    const receipts: Entity["receipts"] = [];
    const gone = new Set<string>();
    for (const receipt of entity.receipts) {
      if ((receipt.article ?? first) !== revision.after.id) {
        receipts.push(receipt);
        continue;
      }
      const anchoring = text.property(entity.id, receipt);
      if (anchoring.outcome === "kept" || anchoring.outcome === "moved") {
        counted.counts[anchoring.outcome] += 1;
        const [start = 0] = anchoring.receipt.starts;
        const [end = 0] = anchoring.receipt.ends;
        receipts.push({ ...receipt, start, end });
      } else {
        counted.counts.gone += 1;
        gone.add(receipt.property);
      }
    }
    const isLeft = (property: string) =>
      !gone.has(property) || receipts.some((receipt) => receipt.property === property);
    const properties = Object.fromEntries(Object.entries(entity.properties).filter(([name]) => isLeft(name)));
    entities.set(index, { ...entity, receipts, properties });
  }
  return content.entities.map((entity, at) => entities.get(at) ?? entity);
}
