import { repairDerivations } from "./check-derived-from.ts";
import { validateEarlierTexts } from "./check-earlier-texts.ts";
import { validateJudgements } from "./check-judgements.ts";
import { articleProblems, headProblems, repairArticle, nameProblems, propertyProblems } from "./check-head.ts";
import { referencesOf, relationProblems, spanProblems, type CheckedArticle } from "./check-relation.ts";
import type { Entity } from "./entity.ts";
import { hash128 } from "./fingerprint.ts";
import { IdSpace } from "./id-space.ts";
import { issueWords } from "./issue-words.ts";
import { KnownIds } from "./known-ids.ts";
import { Mistakes, type FoundMistakes, type StoryMistake } from "./mistakes.ts";
import { quotedText, type QuotedText } from "./quote-mistake.ts";
import { isStanding, type Relation } from "./relation.ts";
import { filterSequence, without, type Sequence } from "./sequence.ts";
import { StoryQuestion, type PlacedMention, type StoryRecords } from "./story-file.ts";
import { problem, type StoryProblem } from "./story-problem.ts";
import { isVisible } from "./visible-text.ts";

/**
 * Validates a story: removes invalid records and lists the mistakes, each with its first place. Records that depend on
 * a removed one are removed and counted with it. `noted` are mistakes found earlier.
 */
export function validateStory(
  content: Omit<StoryRecords, "claims" | "articleRelations">,
  noted: readonly StoryProblem[] = [],
): { readonly content: StoryRecords } & FoundMistakes {
  const mistakes = new Mistakes();
  for (const found of [...noted, ...headProblems(content)]) mistakes.add(found);
  const space = new IdSpace("id");
  const ids = new KnownIds();
  const checked = new Map<string, CheckedArticle>();
  const articles = siftArticles(content, mistakes, { space, ids, checked });
  const entities = siftEntities(content.entities, mistakes, { space, ids, checked });
  const mentions = siftMentions(content.mentions, mistakes, { ids, checked });
  const joined = new Set<string>();
  const keys = new IdSpace("key");
  const known = { ids, checked, joined, keys };
  const { relations, claims, articleRelations } = siftRelations(content.relations, mistakes, known);
  const earlier = validateEarlierTexts({ ...content, articles }, mistakes, known);
  for (const found of joinProblems(entities, joined)) mistakes.add(found);
  const questions = siftQuestions(content.questions, mistakes);
  const judgements = validateJudgements(content, mistakes, ids);
  const listed = content.story.articles.filter((id) => ids.labelOf(id) === "Article");
  const story = {
    ...content.story,
    // A story has at least one article.
    articles: [...new Set(listed.length > 0 ? listed : articles.map(({ id }) => id))],
    featured: [...new Set(content.story.featured)].filter((id) => (ids.labelOf(id) ?? "Article") !== "Article"),
  };
  return {
    content: {
      story,
      articles,
      entities,
      mentions,
      relations,
      claims,
      articleRelations,
      questions,
      earlier,
      judgements,
    },
    refused: mistakes.list(),
    refusedCount: mistakes.count,
    fallenCount: mistakes.fallen,
  };
}

interface Checked {
  readonly ids: KnownIds;
  readonly checked: Map<string, CheckedArticle>;
}

function siftArticles(
  { articles }: Pick<StoryRecords, "articles">,
  mistakes: Mistakes,
  { space, ids, checked }: Checked & { readonly space: IdSpace },
): StoryRecords["articles"] {
  // Several articles may name the same text file.
  const texts = new Map<string, QuotedText>();
  const places = new Map<string, string>();
  const standing = articles.flatMap((given, index) => {
    const text = texts.get(given.text) ?? quotedText(given.text);
    texts.set(given.text, text);
    const place = `articles[${index}] (${given.id})`;
    const twice = space.take(given.id, place);
    const fatal = [...(twice === null ? [] : [twice]), ...articleProblems(given, place)].map((one) =>
      mistakes.add(one),
    );
    const { article, problems } = repairArticle(given, place, text.points);
    for (const found of problems) mistakes.add(found);
    const [first] = fatal;
    if (first === undefined) {
      ids.add(article.id, "Article");
      places.set(article.id, place);
      checked.set(article.id, { ...text, id: article.id, sentences: article.sentences });
      return [article];
    }
    ids.refuse(article.id, first);
    return [];
  });
  const mended = repairDerivations(standing, (id) => places.get(id) ?? id);
  for (const found of mended.problems) mistakes.add(found);
  return mended.articles;
}

function siftEntities(
  entities: Sequence<Entity>,
  mistakes: Mistakes,
  { space, ids, checked }: Checked & { readonly space: IdSpace },
): Sequence<Entity> {
  // A property receipt without an article refers to the first one.
  const [first] = checked.values();
  const textOf = (article?: string) => (article === undefined ? first : checked.get(article))?.points;
  return filterSequence(entities, (entity, index) => {
    const place = `entities[${index}] (${entity.id})`;
    const found = [...nameProblems(entity, place), ...propertyProblems(entity, place, textOf)];
    const twice = space.take(entity.id, place);
    if (twice !== null) found.push(twice);
    const [fatal] = found.map((one) => mistakes.add(one));
    if (fatal === undefined) ids.add(entity.id, entity.label);
    else ids.refuse(entity.id, fatal);
    return fatal === undefined;
  });
}

function siftMentions(
  mentions: Sequence<PlacedMention>,
  mistakes: Mistakes,
  { ids, checked }: Checked,
): Sequence<PlacedMention> {
  // Mentions of one entity are adjacent.
  let of = "";
  const spans = new Set<string>();
  return filterSequence(mentions, ({ article, entity, mention }, index) => {
    const place = `mentions[${index}] of ${entity}`;
    const cause = ids.cause({ article, entity });
    if (cause !== null) return fall(mistakes, cause);
    const found = ids.missing(place, { article, entity });
    if (ids.has(article) && ids.labelOf(article) !== "Article")
      found.push(problem("unknown-id", `${place}.article`, `${article} is no article.`, "Name the id of an article."));
    const { surface: quote, start, end, sentence } = mention;
    found.push(...spanProblems(checked.get(article), place, { quote, start, end, sentence }));
    if (entity !== of) spans.clear();
    of = entity;
    const span = `${start} ${end} ${article}`;
    if (spans.has(span))
      found.push(problem("duplicate-id", place, `${entity} is named there twice.`, "Leave one out.", place));
    spans.add(span);
    for (const one of found) mistakes.add(one);
    return found.length === 0;
  });
}

function siftRelations(
  relations: Sequence<Relation>,
  mistakes: Mistakes,
  { ids, checked, joined, keys }: Checked & { readonly joined: Set<string>; readonly keys: IdSpace },
): Pick<StoryRecords, "relations" | "claims" | "articleRelations"> {
  const claims = new Set<string>();
  // Indexes that are left out of each list.
  const [notStanding, notClaims] = [new Set<number>(), new Set<number>()];
  const isKept = (relation: Relation, index: number) => {
    const place = `relations[${index}] (${relation.key ?? relation.id})`;
    joined.add(relation.subject).add(relation.object);
    const found = relationProblems(relation, place, ids, checked);
    const twice = keys.take(relation.id, place);
    // A duplicate of a rejected claim is not reported as a mistake of its own.
    const claim = found.length === 0 ? claimOf(relation) : null;
    if (claim !== null && claims.has(claim)) {
      const message = "The same claim with the same receipt stands twice.";
      found.push(problem("duplicate-id", place, message, "Leave one out."));
    } else if (twice !== null) found.push(twice);
    if (claim !== null) claims.add(claim);
    for (const one of found) mistakes.add(one);
    if (found.length > 0) return false;
    const cause = ids.cause(referencesOf(relation));
    return cause === null || fall(mistakes, cause);
  };
  let articleRelations = 0;
  let index = 0;
  for (const relation of relations) {
    const kept = isKept(relation, index);
    const isRelation = isStanding(relation);
    if (kept && isRelation && ids.labelOf(relation.subject) === "Article") articleRelations += 1;
    if (!kept || !isRelation) notStanding.add(index);
    if (!kept || isRelation) notClaims.add(index);
    index += 1;
  }
  return {
    relations: without(relations, notStanding),
    claims: without(relations, notClaims),
    articleRelations,
  };
}

/** Counts a record that is removed with another one; returns false, because it is not kept. */
function fall(mistakes: Mistakes, cause: StoryMistake): false {
  mistakes.fall(cause);
  return false;
}

/** Everything that identifies a claim; two relations with equal values are duplicates. */
function claimOf({ fingerprint, certainty, polarity, qualifiers, starts, row }: Relation): string {
  const sorted = Object.entries(qualifiers).toSorted(([a], [b]) => (a < b ? -1 : 1));
  // Only a hash is kept per claim: the fingerprint of the words, and one of the rest.
  return hash128(JSON.stringify([fingerprint, certainty, polarity, sorted, starts, row]));
}

function siftQuestions(questions: readonly StoryQuestion[], mistakes: Mistakes): StoryQuestion[] {
  const space = new IdSpace("id");
  return questions.filter((question, index) => {
    const place = `questions[${index}] (${question.id})`;
    const found = questionProblems(question, place);
    const twice = space.take(question.id, place);
    if (twice !== null) found.push(twice);
    for (const one of found) mistakes.add(one);
    return found.length === 0;
  });
}

function questionProblems(question: StoryQuestion, place: string): StoryProblem[] {
  if (!question.question.isWellFormed() || !question.statement.isWellFormed())
    return [problem("shape", place, "The text holds half a surrogate pair.", "Write it in UTF-8.")];
  if (!isVisible(question.question)) {
    const remedy = "Of a .cypher file the first line says it, behind //.";
    return [problem("question", place, "The question does not say in words what it asks.", remedy)];
  }
  if (!isVisible(question.statement))
    return [problem("question", place, "The question has no statement.", "Write the Cypher below its first line.")];
  const shaped = StoryQuestion.safeParse(question, { error: issueWords });
  if (shaped.success) return [];
  return [problem("shape", place, `${shaped.error.issues[0]?.message}.`, "Write it as docs/data-model.md says.")];
}

/** Reports events and statements without any relation; they are not rejected. */
function joinProblems(entities: Sequence<Entity>, joined: ReadonlySet<string>): StoryProblem[] {
  const found: StoryProblem[] = [];
  for (const { id, label } of entities) {
    if ((label !== "Event" && label !== "Statement") || joined.has(id)) continue;
    const message = `No relation joins this ${label.toLowerCase()}.`;
    found.push(problem("unjoined", `entities (${id})`, message, "Join it to who did or said it."));
  }
  return found;
}
