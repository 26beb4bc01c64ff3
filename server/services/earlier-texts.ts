import type { ArticleCorrection } from "../../contract/corrections.ts";
import { CorrectedArticle, type NamesById } from "../../model/corrected-article.ts";
import type { Article } from "../../model/article.ts";
import type { Relation } from "../../model/relation.ts";
import { concat, filterSequence } from "../../model/sequence.ts";
import type { StoryRecords } from "../../model/story-file.ts";
import { articleRow, claimRow, relationRow, versionRow } from "./rows.ts";
import type { FirstContent, StoryLists } from "./story-rows.ts";
import { entityNames, firstStory, mergeStory, type MergeOptions } from "./merged-story.ts";

/** An article with one of its texts, and all claims of that text. */
interface Edition {
  readonly article: Article;
  readonly relations: readonly Relation[];
}

type Past = Pick<StoryLists, "articles" | "relations" | "claims" | "versions">;

/**
 * Returns the stored story as if it had been loaded with every earlier text in the file, so that the rules of a
 * correction determine which claims are gone. A stored article keeps its own history.
 */
export function withEarlierTexts(content: StoryRecords, stored: StoryLists, options: MergeOptions): StoryLists {
  const known = new Set(stored.articles.map(({ id }) => id));
  const names = entityNames(content);
  let past: Past = stored;
  for (const last of content.articles) {
    const texts = (content.earlier ?? []).filter(({ article }) => article.id === last.id);
    if (texts.length === 0 || known.has(last.id)) continue;
    const own = pastOf(content, editionsOf(content, last, names), options);
    past = {
      articles: concat(past.articles, own.articles),
      relations: concat(past.relations, own.relations),
      claims: concat(past.claims, own.claims),
      versions: concat(past.versions, own.versions),
    };
  }
  return { ...stored, ...past };
}

/** A new story, with the history in its file. */
export function firstWithEarlierTexts(
  content: StoryRecords,
  options: MergeOptions,
): { readonly content: FirstContent; readonly corrections: readonly ArticleCorrection[] } {
  if ((content.earlier ?? []).length === 0) return { content: firstStory(content), corrections: [] };
  const { content: first, corrections } = mergeStory(content, withEarlierTexts(content, NOTHING, options), options);
  const isArticle = new Set(first.articles.map(({ id }) => id));
  const articleRelations = filterSequence(first.relations, ({ subject }) => isArticle.has(subject)).length;
  return { content: { ...first, articleRelations }, corrections };
}

/**
 * The earlier texts of an article, oldest first. Claims of a later text also belong to an earlier one whose words
 * match, by the reverse of the comparison for corrections.
 */
function editionsOf(content: StoryRecords, last: Article, names: NamesById): Edition[] {
  const editions: Edition[] = [];
  let later: Edition = {
    article: last,
    relations: [...content.relations].filter(({ document }) => document === last.id),
  };
  for (const { article, relations } of (content.earlier ?? []).toReversed()) {
    if (article.id !== last.id) continue;
    const back = new CorrectedArticle(later.article, article, names);
    const same = later.relations.flatMap((relation) => {
      const found = back.relation(relation);
      return found.outcome === "kept" || found.outcome === "moved" ? [{ ...relation, ...found.receipt }] : [];
    });
    later = { article, relations: [...relations, ...same] };
    editions.unshift(later);
  }
  return editions;
}

/** What would be stored after the last of these texts. */
function pastOf(content: StoryRecords, [first, ...others]: readonly Edition[], options: MergeOptions): Past {
  const story = content.story.id;
  let past = pastRows(story, first === undefined ? [] : [first.article], first?.relations ?? []);
  for (const { article, relations } of others) {
    const then = { ...content, articles: [article], relations, claims: [], earlier: [] };
    const { content: now } = mergeStory(then, { ...NOTHING, ...past }, options);
    past = {
      ...pastRows(story, now.articles, [...now.relations]),
      claims: now.claims.map((claim) => claimRow(story, claim)),
      versions: now.versions.map((version) => versionRow(story, version)),
    };
  }
  return past;
}

const NOTHING: StoryLists = {
  articles: [],
  entities: [],
  mentions: [],
  relations: [],
  questions: [],
  claims: [],
  versions: [],
};

function pastRows(story: string, articles: readonly Article[], relations: readonly Relation[]): Past {
  return {
    articles: articles.map((article) => articleRow(story, article)),
    relations: relations.map((relation) => relationRow(story, relation)),
    claims: [],
    versions: [],
  };
}
