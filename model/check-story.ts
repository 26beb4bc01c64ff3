import { needsReason } from "./certainty.ts";
import { articleProblems, dateProblems, headProblems, propertyProblems } from "./check-head.ts";
import { codePoints, type CodePoints } from "./code-points.ts";
import { MAX_LABEL, type Entity } from "./entity.ts";
import { hash128 } from "./fingerprint.ts";
import { IdSpace } from "./id-space.ts";
import { foldName } from "./names.ts";
import { ONTOLOGY } from "./ontology.ts";
import { TAKEN_QUALIFIERS, type Relation } from "./relation.ts";
import { without, type Sequence } from "./sequence.ts";
import { StoryQuestion, type StoryRecords } from "./story-file.ts";
import { problem, type StoryProblem } from "./story-problem.ts";

/** The type that joins an article to what it names. */
const MENTIONS = "MENTIONS";

/** Takes out what may not stand; each thing taken out is a problem that names its place. */
export function sift(content: StoryRecords): { content: StoryRecords; refused: StoryProblem[] } {
  const refused: StoryProblem[] = headProblems(content);
  const space = new IdSpace("id");
  const texts = new Map<string, CodePoints>();
  // Many articles may name one text file.
  const indexed = new Map<string, CodePoints>();
  const articles = content.articles.filter((article, index) => {
    const text = indexed.get(article.text) ?? codePoints(article.text);
    indexed.set(article.text, text);
    const place = `articles[${index}] (${article.id})`;
    const twice = space.take(article.id, place);
    for (const found of [...(twice === null ? [] : [twice]), ...articleProblems(article, place, text)])
      refused.push(found);
    if (twice === null) texts.set(article.id, text);
    return twice === null;
  });
  const entities = siftEntities(content.entities, refused, { space, texts });
  const ids = new Map<string, string>(articles.map(({ id }) => [id, "Article"]));
  for (const { id, label } of entities) ids.set(id, label);
  const mentions = kept(content.mentions, refused, ({ article, entity, mention }, index) => {
    const place = `mentions[${index}] of ${entity}`;
    return [
      ...unknown(ids, place, { article, entity }),
      ...spanProblems(texts.get(article), place, { quote: mention.surface, start: mention.start, end: mention.end }),
    ];
  });
  const keys = new IdSpace("key");
  const claims = new Set<string>();
  const joined = new Set<string>();
  const relations = kept(content.relations, refused, (relation, index) => {
    const place = `relations[${index}] (${relation.key ?? relation.id})`;
    const found = relationProblems(relation, place, ids, texts);
    const claim = claimOf(relation);
    const twice = keys.take(relation.id, place);
    if (claims.has(claim))
      found.push(
        problem("duplicate-id", place, "The same claim with the same receipt stands twice.", "Leave one out."),
      );
    else if (twice !== null) found.push(twice);
    claims.add(claim);
    if (found.length === 0) joined.add(relation.subject).add(relation.object);
    return found;
  });
  for (const found of joinProblems(entities, joined)) refused.push(found);
  const questions = siftQuestions(content.questions, refused);
  const story = { ...content.story, featured: content.story.featured.filter((id) => ids.has(id)) };
  return { content: { story, articles, entities, mentions, relations, questions }, refused };
}

/** The items of which nothing is wrong; what is wrong with the others is added to `refused`. */
function kept<T>(
  items: Sequence<T>,
  refused: StoryProblem[],
  problemsOf: (item: T, index: number) => readonly StoryProblem[],
): Sequence<T> {
  const left = new Set<number>();
  let index = 0;
  for (const item of items) {
    const found = problemsOf(item, index);
    if (found.length > 0) left.add(index);
    for (const one of found) refused.push(one);
    index += 1;
  }
  return without(items, left);
}

function siftEntities(
  entities: Sequence<Entity>,
  refused: StoryProblem[],
  { space, texts }: { readonly space: IdSpace; readonly texts: ReadonlyMap<string, CodePoints> },
): Sequence<Entity> {
  // A receipt of a property counts in the first article.
  const [firstText] = texts.values();
  const owners = new Map<string, string>();
  return kept(entities, refused, (entity, index) => {
    const place = `entities[${index}] (${entity.id})`;
    const found = propertyProblems(entity, place, firstText);
    const twice = space.take(entity.id, place);
    if (twice !== null) found.push(twice);
    if (entity.name.length > MAX_LABEL && entity.short === undefined) {
      found.push(
        problem(
          "name-needs-short",
          place,
          `The name has ${entity.name.length} characters.`,
          `Add a "short" of at most ${MAX_LABEL}.`,
        ),
      );
    }
    for (const alias of entity.aliases) {
      const folded = foldName(alias);
      const owner = owners.get(folded);
      if (owner !== undefined && owner !== entity.id) {
        found.push(
          problem("shared-alias", place, `The alias “${alias}” is ${owner}'s too.`, "Leave it with the one it means."),
        );
      }
      owners.set(folded, entity.id);
    }
    return found;
  });
}

/** All that a claim says and where: two that have it in common are one. */
function claimOf({ fingerprint, certainty, polarity, qualifiers, starts, row }: Relation): string {
  const sorted = Object.entries(qualifiers).toSorted(([a], [b]) => (a < b ? -1 : 1));
  // Of all claims of a story at once only a hash is held: the fingerprint of the words, and one of the rest.
  return hash128(JSON.stringify([fingerprint, certainty, polarity, sorted, starts, row]));
}

function siftQuestions(questions: readonly StoryQuestion[], refused: StoryProblem[]): StoryQuestion[] {
  const space = new IdSpace("id");
  return questions.filter((question, index) => {
    const place = `questions[${index}] (${question.id})`;
    const shaped = StoryQuestion.safeParse(question);
    if (!shaped.success)
      refused.push(
        problem("shape", place, `${shaped.error.issues[0]?.message}.`, "Write it as docs/data-model.md says."),
      );
    if (!question.question.isWellFormed() || !question.statement.isWellFormed()) {
      refused.push(problem("shape", place, "The text holds half a surrogate pair.", "Write it in UTF-8."));
      return false;
    }
    const twice = space.take(question.id, place);
    if (twice !== null) refused.push(twice);
    return shaped.success && twice === null;
  });
}

function relationProblems(
  relation: Relation,
  place: string,
  ids: ReadonlyMap<string, string>,
  texts: ReadonlyMap<string, CodePoints>,
): StoryProblem[] {
  const { subject, object, document, source, statement, type } = relation;
  const found = unknown(ids, place, {
    subject,
    object,
    document,
    source,
    ...(statement !== undefined && { statement }),
  });
  if (relation.quotes.length === 0 && relation.row === undefined) {
    found.push(
      problem("no-receipt", place, "The relation has no receipt.", "Quote the words of the text that say it."),
    );
  }
  relation.quotes.forEach((quote, index) => {
    const span = { quote, start: relation.starts[index] ?? 0, end: relation.ends[index] ?? 0 };
    found.push(...spanProblems(texts.get(document), `${place}.receipt[${index}]`, span));
  });
  if (needsReason(relation.certainty) && !relation.reason) {
    found.push(
      problem("no-reason", place, `It is ${relation.certainty} and does not say why.`, 'Add a "reason" in words.'),
    );
  }
  for (const name of Object.keys(relation.qualifiers)) {
    if (TAKEN_QUALIFIERS.includes(name)) {
      found.push(
        problem(
          "qualifier-name",
          `${place}.qualifiers.${name}`,
          `“${name}” is a relation's own property.`,
          "Choose another name.",
        ),
      );
    }
  }
  found.push(...dateProblems(relation, place));
  const rule = ONTOLOGY[type];
  if (type === MENTIONS) {
    const message = `${type} is the product's own: it joins an article with what it names.`;
    found.push(problem("type-unknown", `${place}.type`, message, 'Write it as one of the entity\'s "mentions".'));
  } else if (rule === undefined) {
    found.push(
      problem("type-unknown", `${place}.type`, `${type} is not of the ontology.`, "Use one of docs/data-model.md."),
    );
  } else if (found.length === 0) {
    const [from, to] = [ids.get(subject) ?? "", ids.get(object) ?? ""];
    if (!rule.from.some((kind) => kind === from) || !rule.to.some((kind) => kind === to)) {
      const allowed = `${rule.from.join(", ")} → ${rule.to.join(", ")}`;
      found.push(
        problem("type-misplaced", `${place}.type`, `${type} does not join ${from} with ${to}.`, `It joins ${allowed}.`),
      );
    }
  }
  return found;
}

function spanProblems(
  text: CodePoints | undefined,
  place: string,
  span: { quote: string; start: number; end: number },
): StoryProblem[] {
  if (text === undefined) return [];
  const { quote, start, end } = span;
  const found = end > start && end <= text.length ? text.slice(start, end) : null;
  if (found === quote) return [];
  const there = found === null ? `the text has ${text.length} characters` : `the text has “${shorten(found)}” there`;
  return [
    problem(
      "quote-differs",
      place,
      `The quote is “${shorten(quote)}”, but ${there} (${start} to ${end}).`,
      "Count in code points of the text as it is stored.",
    ),
  ];
}

function unknown(
  ids: ReadonlyMap<string, string>,
  place: string,
  fields: Readonly<Record<string, string>>,
): StoryProblem[] {
  return Object.entries(fields)
    .filter(([, id]) => !ids.has(id))
    .map(([field, id]) =>
      problem(
        "unknown-id",
        `${place}.${field}`,
        `There is nothing with the id ${id} in this story.`,
        "Add it, or correct the id.",
      ),
    );
}

/** An event or a statement that no relation joins tells a reader nothing. Named, not refused. */
function joinProblems(entities: Sequence<Entity>, joined: ReadonlySet<string>): StoryProblem[] {
  const found: StoryProblem[] = [];
  for (const { id, label } of entities) {
    if ((label !== "Event" && label !== "Statement") || joined.has(id)) continue;
    const message = `No relation joins this ${label.toLowerCase()}.`;
    found.push(problem("unjoined", `entities (${id})`, message, "Join it to who did or said it."));
  }
  return found;
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
