import type { ArticleCorrection } from "../../contract/corrections.ts";
import { CorrectedArticle, type NamesById } from "../../model/corrected-article.ts";
import type { Article } from "../../model/article.ts";
import type { Relation } from "../../model/relation.ts";
import { concat, filterSequence } from "../../model/sequence.ts";
import type { StoryRecords } from "../../model/story-file.ts";
import { articleRow, claimRow, relationRow, versionRow } from "./rows.ts";
import type { FirstContent, StoryLists } from "./story-rows.ts";
import { entityNames, firstStory, mergeStory, type MergeOptions } from "./merged-story.ts";

/** An article as one text of it was, and all that this text said. */
interface Edition {
  readonly article: Article;
  readonly relations: readonly Relation[];
}

type Past = Pick<StoryLists, "articles" | "relations" | "claims" | "versions">;

/**
 * What the store has of a story, as if it had been loaded with every earlier text that the file gives: so the same rules
 * as for a correction say which claims are gone. Of an article that the store has, its own history stays.
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

/** A story of which the store has nothing yet, with the history that its file gives. */
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
 * The earlier texts of an article, the first first. What a later text says is said by an earlier one as well where its
 * words are found there, by the comparison that finds them again the other way.
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

/** What the store would have behind the last of these texts. */
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
