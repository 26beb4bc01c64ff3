import { weakest } from "./certainty.ts";
import { shortName, type Entity } from "./entity.ts";
import { NEWS_FOLDING, type FoldingRules } from "./folding-rules.ts";
import { groupBy } from "./group-by.ts";
import { captionWords, type Kind } from "./kinds.ts";
import { linesOf, unrealizedAs, type Line, type Sentence } from "./lines.ts";
import { isStanding, type Relation } from "./relation.ts";
import { eventSentence, relationSentence, statementSentence, type WordedSentence } from "./sentences.ts";
import type { StoryGraph } from "./story.ts";

/** An entity that is drawn. */
export interface Mark {
  readonly id: string;
  readonly kind: Kind;
  readonly name: string;
  readonly label: string;
  /** "Iran · armed force": nationality or place, and the kind in words. */
  readonly caption: string;
  readonly captionRelations: readonly string[];
  /** The number of marks it has lines to. */
  readonly joins: number;
}

/** A graph prepared for reading: every standing relation is in exactly one of lines, captions, words and timeline. */
export interface ReadingView {
  readonly mode: "story" | "all";
  readonly marks: readonly Mark[];
  readonly lines: readonly Line[];
  readonly captions: readonly string[];
  /** Relations that are shown inside a sentence or a panel, not drawn. */
  readonly words: readonly string[];
  readonly timeline: readonly string[];
  /** Kept events among the marks. */
  readonly keptEvents: readonly string[];
}

/** Folds a story for reading: chains through events and statements become sentences between their ends. */
export function foldStory(graph: StoryGraph, rules: FoldingRules = NEWS_FOLDING): ReadingView {
  const entities = new Map(graph.entities.map((entity) => [entity.id, entity]));
  const articles = new Set(graph.articles.map(({ id }) => id));
  const relations = graph.relations.filter((relation) => isStanding(relation) && !articles.has(relation.subject));
  const isEvent = (id: string) => rules.events.includes(entities.get(id)?.label ?? "");
  const isStatement = (id: string) => rules.statements.includes(entities.get(id)?.label ?? "");
  const isFolding = (id: string) => isEvent(id) || isStatement(id);
  const [into, out] = [groupBy(relations, ({ object }) => object), groupBy(relations, ({ subject }) => subject)];
  const hanging = (id: string): number => {
    const others = [...listed(into, id).map(({ subject }) => subject), ...listed(out, id).map(({ object }) => object)];
    return new Set(others.filter(isFolding)).size;
  };
  const kept = new Set([...entities.keys()].filter((id) => isEvent(id) && hanging(id) >= rules.keepFrom));
  const isDrawn = (id: string) => entities.has(id) && (!isFolding(id) || kept.has(id));

  const used = new Set<string>();
  const captions: Relation[] = [];
  const timeline: Relation[] = [];
  const sentences: Sentence[] = [];
  const tell = (sentence: Sentence) => {
    // A chain that returns to its start joins nothing; its relations stay words.
    if (sentence.from === sentence.to && sentence.relations.length > 1) return;
    sentences.push(sentence);
    for (const id of sentence.relations) used.add(id);
  };

  for (const relation of relations) {
    const { type, subject, object } = relation;
    if (rules.captions.includes(type)) captions.push(relation);
    else if (isDrawn(subject) && isDrawn(object)) tell(direct(relation, entities));
    else if (rules.timeline.includes(type) && isFolding(subject) && isFolding(object)) timeline.push(relation);
  }
  const known = new Map(relations.map((relation) => [relation.id, relation]));
  const once = (chains: readonly Sentence[]) => toldOnce(saidWhole(chains, known));
  const folding: Folding = { into, out, entities, rules, isDrawn };
  for (const event of entities.values()) {
    if (isEvent(event.id) && !kept.has(event.id)) for (const one of once(foldEvent(event, folding))) tell(one);
    if (isStatement(event.id)) for (const one of once(foldStatement(event, folding))) tell(one);
  }
  const timelined = new Set(timeline.map(({ id }) => id));
  const captioned = new Set(captions.map(({ id }) => id));
  const words = relations.filter(({ id }) => !used.has(id) && !timelined.has(id) && !captioned.has(id));
  const lines = linesOf(sentences, relations);
  return {
    mode: "story",
    marks: marksOf(
      [...entities.values()].filter(({ id }) => isDrawn(id)),
      lines,
      captions,
      entities,
    ).filter(({ joins }) => joins > 0),
    lines,
    captions: captions.map(({ id }) => id),
    words: words.map(({ id }) => id),
    // A relation of the timeline that is also a leg of a sentence is shown there.
    timeline: timeline.filter(({ id }) => !used.has(id)).map(({ id }) => id),
    keptEvents: [...kept],
  };
}

/** Every node and relation as stored, in the same shape. */
export function allOf(graph: StoryGraph): ReadingView {
  const entities = new Map(graph.entities.map((entity) => [entity.id, entity]));
  const relations = graph.relations.filter(
    (relation) => isStanding(relation) && entities.has(relation.subject) && entities.has(relation.object),
  );
  const lines = linesOf(
    relations.map((relation) => direct(relation, entities)),
    relations,
  );
  const joined = new Set(graph.relations.flatMap(({ subject, object }) => [subject, object]));
  const untold = new Set(graph.claims.flatMap(({ subject, object }) => [subject, object]));
  const marks = marksOf(
    // An entity with only claims that do not stand is not drawn.
    graph.entities.filter(({ id }) => joined.has(id) || !untold.has(id)),
    lines,
    [],
    entities,
  );
  return {
    mode: "all",
    marks,
    lines,
    captions: [],
    words: [],
    timeline: [],
    keptEvents: marks.filter(({ kind }) => kind === "Event").map(({ id }) => id),
  };
}

type Relations = ReadonlyMap<string, readonly Relation[]>;

function listed(relations: Relations, id: string): readonly Relation[] {
  return relations.get(id) ?? [];
}

interface Folding {
  /** Relations by their object, and by their subject. */
  readonly into: Relations;
  readonly out: Relations;
  readonly entities: ReadonlyMap<string, Entity>;
  readonly rules: FoldingRules;
  isDrawn(id: string): boolean;
}

type Ends = readonly [from: string, to: string];

function direct(relation: Relation, entities: ReadonlyMap<string, Entity>): Sentence {
  return chain([relation], [relation.subject, relation.object], relationSentence(relation, entities));
}

/** A chain with the certainty of its weakest leg; its speaker is a source that says all of it. */
function chain(legs: readonly Relation[], [from, to]: Ends, told: WordedSentence): Sentence {
  const speakers = new Set(legs.map(({ source }) => source));
  return {
    ...told,
    from,
    to,
    relations: legs.map(({ id }) => id),
    certainty: weakest(legs.map(({ certainty }) => certainty)),
    negative: legs.some(({ polarity }) => polarity === "negative"),
    speaker: speakers.size === 1 ? (legs[0]?.source ?? null) : null,
  };
}

/**
 * Merges chains through one folded entity that say the same in the same words into one sentence with all legs, for
 * example a statement that is addressed to somebody and about them. Two sources remain two sentences.
 */
function toldOnce(sentences: readonly Sentence[]): Sentence[] {
  const once = new Map<string, Sentence>();
  for (const sentence of sentences) {
    const { from, to, text, negative, speaker, relations, certainty } = sentence;
    const key = JSON.stringify(speaker === null ? [relations] : [from, to, text, negative, speaker, relations[0]]);
    const same = once.get(key);
    const merged =
      same === undefined
        ? sentence
        : {
            ...same,
            relations: [...new Set([...same.relations, ...relations])],
            certainty: weakest([same.certainty, certainty]),
          };
    once.set(key, merged);
  }
  return [...once.values()];
}

function foldEvent(event: Entity, { entities, rules, isDrawn, ...relations }: Folding): Sentence[] {
  const into = listed(relations.into, event.id);
  const out = listed(relations.out, event.id);
  const own = into.filter(({ type, subject }) => rules.doing.includes(type) && isDrawn(subject));
  const isLed = own.some(({ type }) => type === rules.carryingOut);
  const parents = new Map(
    out.filter(({ type }) => type === rules.partOf).map((relation) => [relation.object, relation]),
  );
  const inherited = [...parents.keys()]
    .flatMap((parent) => listed(relations.into, parent))
    .filter(({ type, subject }) => rules.doing.includes(type) && isDrawn(subject));
  const doers = own.length > 0 ? own : inherited;
  const patients = out.filter(
    ({ type, object, qualifiers }) =>
      isDrawn(object) &&
      (rules.doneTo.includes(type) ||
        (type === rules.involving && rules.patientRoles.includes(String(qualifiers["role"])))),
  );
  const goal = out.filter(({ type, object }) => type === rules.destination && isDrawn(object));
  const place = out.filter(({ type, object }) => type === rules.place && isDrawn(object));
  const told = (legs: readonly Relation[], ends: Ends): Sentence => {
    const [from, to] = ends;
    return chain(legs, ends, eventSentence(event, { legs, from, to, others: out, isLed }, entities));
  };
  const through = into.filter(({ type, subject }) => rules.throughDoer.includes(type) && isDrawn(subject));
  const permitted = through.flatMap((leg) => doers.map((doer) => told([leg, doer], [leg.subject, doer.subject])));
  if (doers.length > 0 && patients.length > 0)
    return [
      ...permitted,
      ...pairs(doers, patients).map(([doer, patient]) => {
        // Where the actor is that of the larger event, the relation between the two events is a leg of the chain.
        const joint = own.length > 0 ? undefined : parents.get(doer.object);
        return told(joint === undefined ? [doer, patient] : [doer, joint, patient], [doer.subject, patient.object]);
      }),
    ];
  if (patients.length > 0 && goal.length > 0)
    return pairs(patients, goal).map(([patient, to]) => told([patient, to], [patient.object, to.object]));
  if (own.length > 0) {
    const [where] = [goal, place].filter((list) => list.length > 0);
    if (where !== undefined)
      return [...permitted, ...pairs(own, where).map(([doer, to]) => told([doer, to], [doer.subject, to.object]))];
    const [first, second] = own;
    if (own.length === 2 && first !== undefined && second !== undefined && first.subject !== second.subject)
      return [told([first, second], [first.subject, second.subject])];
  }
  return permitted;
}

/** The chains of two legs that do not return to their start. */
function pairs(left: readonly Relation[], right: readonly Relation[]): [Relation, Relation][] {
  return left.flatMap((a) => right.filter((b) => a.subject !== b.object).map((b): [Relation, Relation] => [a, b]));
}

/**
 * Drops chains that combine legs of several documents where one document says the whole chain, because nobody says the
 * combination. A quoted statement is kept, so that its speaker stays visible.
 */
function saidWhole(sentences: readonly Sentence[], known: ReadonlyMap<string, Relation>): readonly Sentence[] {
  const legsOf = (sentence: Sentence) => sentence.relations.flatMap((id) => known.get(id) ?? []);
  const isOfOne = (sentence: Sentence) => new Set(legsOf(sentence).map(({ document }) => document)).size === 1;
  const ofOne = sentences.filter(isOfOne);
  const [whole, heard] = [new Set(ofOne.map(sameWords)), new Set(ofOne.flatMap((sentence) => sentence.relations))];
  return sentences.filter((sentence) => {
    if (isOfOne(sentence) || !whole.has(sameWords(sentence))) return true;
    return legsOf(sentence).some(({ id, source, document }) => !heard.has(id) && source !== document);
  });
}

function sameWords({ from, to, text, negative, certainty }: Sentence): string {
  return JSON.stringify([from, to, text, negative, unrealizedAs(certainty)]);
}

function foldStatement(statement: Entity, { entities, rules, isDrawn, ...relations }: Folding): Sentence[] {
  const makers = listed(relations.into, statement.id).filter(
    ({ type, subject }) => type === rules.making && isDrawn(subject),
  );
  const out = listed(relations.out, statement.id);
  const listeners = out.filter(
    ({ type, object }) =>
      type === rules.addressing && isDrawn(object) && !rules.listeners.includes(entities.get(object)?.kind ?? ""),
  );
  const topics = out.filter(({ type, object }) => type === rules.about && isDrawn(object));
  return pairs(makers, [...listeners, ...topics]).map(([maker, leg]) => {
    const told = statementSentence(statement, { maker, leg }, entities);
    return chain([maker, leg], [maker.subject, leg.object], told);
  });
}

function marksOf(
  entities: readonly Entity[],
  lines: readonly Line[],
  captions: readonly Relation[],
  all: ReadonlyMap<string, Entity>,
): Mark[] {
  const joins = new Map<string, Set<string>>();
  for (const { from, to } of lines) {
    joins.set(from, (joins.get(from) ?? new Set()).add(to));
    joins.set(to, (joins.get(to) ?? new Set()).add(from));
  }
  const bySubject = groupBy(captions, ({ subject }) => subject);
  return entities
    .map((entity): Mark => {
      const under = listed(bySubject, entity.id).filter(({ polarity }) => polarity === "positive");
      return {
        id: entity.id,
        kind: entity.label,
        name: entity.name,
        label: shortName(entity),
        caption: captionOf(entity.label, under, all),
        captionRelations: under.map(({ id }) => id),
        joins: joins.get(entity.id)?.size ?? 0,
      };
    })
    .toSorted((a, b) => b.joins - a.joins);
}

/** "Iran · armed force", from the relations about nationality or place. */
export function captionOf(kind: Kind, under: readonly Relation[], entities: ReadonlyMap<string, Entity>): string {
  return captionWords(
    kind,
    under.map((relation) => captionPlace(relation, entities)),
  );
}

/** The part that one of these relations adds to a caption. */
export function captionPlace({ object }: Relation, entities: ReadonlyMap<string, Entity>): string {
  return shortName(entities.get(object) ?? { name: object });
}
