import { longIntegerOf } from "./long-integer.ts";
import { CERTAINTY_WORDS, weakest, type Certainty } from "./certainty.ts";
import { shortName, type Entity } from "./entity.ts";
import {
  capitalized,
  definite,
  eventRemark,
  indefinite,
  isPlural,
  nounPhrase,
  saysWhere,
  uncapitalized,
} from "./noun-phrase.ts";
import { typeWords } from "./ontology.ts";
import type { Relation } from "./relation.ts";
import { CATEGORY_VERBS, ROLE_VERBS, TYPE_VERBS, inflect, type Mood, type Verb } from "./verbs.ts";

/** A sentence, and its short form for a line. */
export interface WordedSentence {
  readonly text: string;
  readonly words: string;
  /** Both ends do the same, so that it has no direction. */
  readonly mutual?: true;
}

type Entities = ReadonlyMap<string, Entity>;

const HARM = new Set(["KILLED", "INJURED"]);

/** One relation as a sentence: "Qasem Soleimani leads the Quds Force". What is planned or feared is worded as such. */
export function relationSentence(relation: Relation, entities: Entities): WordedSentence {
  const { type, subject } = relation;
  const negative = relation.polarity === "negative";
  const mood = { certainty: moodOf(relation, entities), negative, plural: isPlural(subject, entities) };
  const verb = TYPE_VERBS[type];
  const [who, whom] = [nounPhrase(subject, entities), objectPhrase(relation, entities)];
  const told = (verbWords: string, rest: string): WordedSentence => {
    // "Went north of Baghdad", not "went to north of Baghdad".
    const words = saysWhere(whom) ? verbWords.replace(/ (in|at|to)$/u, "") : verbWords;
    return { text: capitalized(`${who} ${words}${rest}`), words };
  };
  if (verb === undefined) {
    const remark = moodRemark(mood);
    return told(`${negative ? "not: " : ""}${typeWords(type)}`, ` ${whom}${remark}`);
  }
  const object = entities.get(relation.object);
  if (type === "MADE" && object?.properties["act"] === "silence") {
    // Having no comment is not making the statement “no comment”, nor not making it.
    return { text: capitalized(`${who} kept silent: ${uncapitalized(object.name, entities)}`), words: "kept silent" };
  }
  const { aspect } = relation.qualifiers;
  if (type === "ABOUT" && negative && typeof aspect === "string")
    return { text: capitalized(`${who} says nothing of ${aspect}, on ${whom}`), words: `says nothing of ${aspect}` };
  const role = text(relation, "role");
  if (type === "INVOLVES" && role !== null) {
    const known = ROLE_VERBS[role];
    return told(inflect(known ?? verb, mood), ` ${whom}${known === undefined ? ` as ${role}` : ""}`);
  }
  const count = text(relation, "countText");
  if (HARM.has(type) && count !== null) {
    // Without a number the object is worded by what happened to people, since "killed dead and wounded" says nothing.
    const what = `people ${type === "KILLED" ? "dead" : "wounded"}`;
    return told(inflect({ base: `leave ${what}`, past: `left ${what}` }, mood), ` (${count})`);
  }
  if (HARM.has(type) && isToll(whom)) {
    // "Left 56 dead", not "killed 56 dead".
    return { ...told(inflect({ base: "leave", past: "left" }, mood), ` ${whom}`), words: inflect(verb, mood) };
  }
  if (type === "MEMBER_OF" && isOneOf(relation, entities))
    return told(inflect({ base: "be one of" }, mood), ` ${whom}`);
  const present = type === "PRECEDES" && unhappened(entities.get(relation.object)) !== null;
  const words = inflect(verb, { ...mood, present, ...planMood(relation) });
  if (type === "OCCURRED_AT" || type === "ORIGIN") {
    return told(`${words} ${preposition(relation, entities)}`.trimEnd(), ` ${whom}`);
  }
  return told(words, ` ${whom}${detail(relation, whom, entities)}`);
}

/** "56 dead", "three wounded": a number of casualties as a name. */
function isToll(phrase: string): boolean {
  return /(^|\s)(dead|killed|wounded|injured|casualties|fatalities)$/iu.test(phrase);
}

/** A person in a small group is one of its members. */
function isOneOf({ subject, object }: Relation, entities: Entities): boolean {
  return entities.get(subject)?.label === "Person" && entities.get(object)?.label === "Group";
}

function objectPhrase(relation: Relation, entities: Entities): string {
  const phrase = nounPhrase(relation.object, entities);
  if (relation.type === "USED") return indefinite(phrase);
  return relation.type === "MEMBER_OF" && isOneOf(relation, entities) ? definite(phrase) : phrase;
}

const HAPPENING = new Set(["CARRIED_OUT", "PARTICIPATED_IN", "CAUSED"]);

/** A statement about an event that has not happened is worded as planned or feared, whatever its own certainty. */
function moodOf({ subject, object, type, certainty, polarity }: Relation, entities: Entities): Certainty {
  if (certainty === "planned" || certainty === "hypothetical") return certainty;
  const status = unhappened(entities.get(HAPPENING.has(type) ? object : subject));
  // A denial such as "did not lead to the war" about a feared event is worded as a fact.
  return polarity === "negative" && status === "hypothetical" ? certainty : (status ?? certainty);
}

function unhappened(event: Entity | undefined): "planned" | "hypothetical" | null {
  const status = event?.label === "Event" ? event.properties["status"] : undefined;
  return status === "planned" || status === "hypothetical" ? status : null;
}

/** A plan or an order exists before its event: "plans the vote", where the vote is still to come. */
function planMood({ type, certainty }: Relation): Partial<Mood> {
  if (type === "PLANNED" && certainty === "planned") return { certainty: "fact", present: true };
  return type === "PLANNED" || type === "ORDERED" ? { certainty } : {};
}

/** A remark for words without a verb that could express it. */
function moodRemark({ certainty }: Pick<Mood, "certainty">): string {
  return certainty === "planned" || certainty === "hypothetical" ? ` (${CERTAINTY_WORDS[certainty].word})` : "";
}

/** In Baghdad, at the embassy, near the airport; no preposition for a place whose name includes one. */
function preposition({ qualifiers, object }: Relation, entities: Entities): string {
  const place = entities.get(object);
  if (saysWhere(nounPhrase(object, entities))) return "";
  const given = qualifiers["preposition"];
  if (typeof given === "string") return given;
  return place?.label === "Facility" ? "at" : "in";
}

function detail(relation: Relation, whom: string, entities: Entities): string {
  const { type, qualifiers } = relation;
  const role = text(relation, "role");
  const parts: string[] = [];
  if (role !== null && !(type === "LEADS" && role === "leader")) parts.push(` as ${role}`);
  const portfolio = text(relation, "portfolio");
  if (portfolio !== null) parts.push(` for ${nounPhrase(portfolio, entities)}`);
  const remark = text(relation, "gap") ?? text(relation, "kind") ?? quantity(qualifiers);
  if (remark !== null && !whom.includes(remark)) parts.push(` (${remark})`);
  return parts.join("");
}

function text({ qualifiers }: Relation, name: string): string | null {
  const value = qualifiers[name];
  return typeof value === "string" ? value : null;
}

/** "3,000 to 3,500", "about 14,000". */
function quantity(properties: Relation["qualifiers"]): string | null {
  const numberOf = (value: unknown) => (typeof value === "number" ? value : longIntegerOf(value));
  const [least, most] = [numberOf(properties["quantityMin"]), numberOf(properties["quantityMax"])];
  if (least === null || most === null) return null;
  const about = properties["approx"] === true ? "about " : "";
  const words = (value: number | bigint) => value.toLocaleString("en");
  return least === most ? `${about}${words(least)}` : `${about}${words(least)} to ${words(most)}`;
}

/** A chain through a folded event: its legs in order, its ends, and the event's other relations. */
export interface EventChain {
  readonly legs: readonly Relation[];
  readonly from: string;
  readonly to: string;
  /** Relations that start at the event. */
  readonly others: readonly Relation[];
  /** Whether a source names who carried it out: a participant then did not do it alone. */
  readonly isLed: boolean;
}

/** A folded event: "Iran named Esmail Qaani to succeed Qasem Soleimani"; on the line, "named". */
export function eventSentence(event: Entity, chain: EventChain, entities: Entities): WordedSentence {
  const told = eventClause(event, chain, entities);
  return { ...told, text: capitalized(told.text) };
}

function eventClause(event: Entity, { legs, from, to, others, isLed }: EventChain, entities: Entities): WordedSentence {
  const phrase = eventRemark(event, entities);
  const weakestLeg = weakest(legs.map((leg) => leg.certainty));
  const isUnsure = weakestLeg === "planned" || weakestLeg === "hypothetical";
  const certainty = isUnsure ? weakestLeg : (unhappened(event) ?? weakestLeg);
  const negative = legs.some(({ polarity }) => polarity === "negative");
  const [who, whom] = [nounPhrase(from, entities), nounPhrase(to, entities)];
  const mood = {
    certainty,
    negative,
    plural: isPlural(from, entities),
    present: event.properties["status"] === "ongoing",
  };
  const told = (words: string, rest = ""): WordedSentence => ({ text: `${who} ${words} ${whom}${rest}`, words });
  const [first, last] = [legs[0], legs.at(-1)];
  if (first === undefined || last === undefined) return unverbed(event, { who, whom, phrase, mood });
  if (first.object === event.id && last.object === event.id) {
    const reach = THROUGH[first.type];
    if (reach === undefined) {
      const words = inflect(TAKE_PART, { ...mood, plural: true });
      const text = `${who} and ${whom} ${words} ${nounPhrase(event.id, entities)}`;
      return { text, words: `${negative ? "not: " : ""}${shortName(event)}`, mutual: true };
    }
    const place = others.find(({ type }) => type === "OCCURRED_AT");
    return told(inflect(reach, mood), `${place === undefined ? "" : ` ${placeWords(place, entities)}`}: ${phrase}`);
  }
  if (first.subject === event.id) {
    return told(inflect({ base: "be taken to", past: "was taken to" }, mood), `: ${phrase}`);
  }
  const doing = nounPhrase(event.id, entities);
  const doerMood = { ...mood, ...planMood(first) };
  if (last.type === "DESTINATION" || last.type === "OCCURRED_AT") {
    const place = last.type === "DESTINATION" && !saysWhere(whom) ? "to" : preposition(last, entities);
    // Participants of a mobilization may be the troops themselves.
    if (!category(event, "MOBILIZE") || first.type === "PARTICIPATED_IN") {
      const words = inflect(asDoer(first, CARRY_OUT), doerMood);
      // "In Iraq, in Iraq" adds nothing to "the mission in Iraq".
      const where = doing.endsWith(` ${whom}`) ? "" : `, ${spaced(place)}${whom}`;
      return { text: `${who} ${words} ${doing}${where}`, words: `${words} ${shortName(event)}` };
    }
    const many = quantity(last.qualifiers) ?? quantity(event.properties);
    const troops = `${many === null ? "" : `${many} `}troops`;
    const sent = `${inflect(asDoer(first, SEND), doerMood)} ${troops} ${place}`.trimEnd();
    return told(sent, many === null ? `: ${phrase}` : "");
  }
  const isDone = certainty !== "planned" && certainty !== "hypothetical" && !negative && !mood.present;
  const verb = patientVerb(event, last, isDone && first.type !== "PLANNED" && first.type !== "ORDERED");
  if (verb !== null && first.type === "PARTICIPATED_IN" && (isLed || HARM.has(last.type)))
    return besideTheDoer(event, { legs: [first, last], verb, mood }, entities);
  if (verb !== null) {
    const words = inflect(first.type === "PARTICIPATED_IN" ? verb : asDoer(first, verb), doerMood);
    const predecessor = others.find((other) => text(other, "role") === "predecessor");
    const isNamed = text(last, "role") === "appointee" && predecessor !== undefined;
    return told(words, isNamed ? ` to succeed ${nounPhrase(predecessor.object, entities)}` : `: ${phrase}`);
  }
  if (last.type !== "TARGETED") return unverbed(event, { who, whom, phrase, mood });
  const words = inflect(asDoer(first, CARRY_OUT), doerMood);
  return { text: `${who} ${words} ${doing}, directed at ${whom}`, words: `${words} ${shortName(event)}` };
}

interface Unverbed {
  readonly who: string;
  readonly whom: string;
  readonly phrase: string;
  readonly mood: Mood;
}

/** "Iran – Oman: talks (planned)": a sentence without a verb, which does not say who did it to whom. */
function unverbed(event: Entity, { who, whom, phrase, mood }: Unverbed): WordedSentence {
  const [not, remark] = [mood.negative === true ? "not: " : "", moodRemark(mood)];
  const words = `${not}${shortName(event)}`;
  return { text: `${who} – ${whom}: ${not}${phrase}${remark}`, words, mutual: true };
}

interface Beside {
  readonly legs: readonly [first: Relation, last: Relation];
  readonly verb: Verb;
  readonly mood: Mood;
}

/** "Ann took part in the raid, which killed Bo": a participant is not said to have done what the event did. */
function besideTheDoer(event: Entity, { legs: [first, last], verb, mood }: Beside, entities: Entities): WordedSentence {
  const [part, doing] = [nounPhrase(first.object, entities), nounPhrase(event.id, entities)];
  const took = inflect(TAKE_PART, { ...mood, negative: first.polarity === "negative" });
  const did = inflect(verb, {
    ...mood,
    negative: last.polarity === "negative",
    plural: isPlural(event.id, entities),
  });
  const how = first.object === event.id ? ", which" : `; ${doing}`;
  const text = `${nounPhrase(first.subject, entities)} ${took} ${part}${how} ${did} ${nounPhrase(last.object, entities)}`;
  return { text, words: `${took} ${shortName(entities.get(first.object) ?? event)}` };
}

function placeWords(leg: Relation, entities: Entities): string {
  return `${spaced(preposition(leg, entities))}${nounPhrase(leg.object, entities)}`;
}

function spaced(word: string): string {
  return word === "" ? "" : `${word} `;
}

const TAKE_PART: Verb = { base: "take part in", past: "took part in" };
const CARRY_OUT: Verb = { base: "carry out", past: "carried out" };
const SEND: Verb = { base: "send", past: "sent" };
const SAY: Verb = { base: "say", past: "said" };
const THROUGH: Readonly<Record<string, Verb>> = {
  PERMITS: { base: "permit" },
  SUPPORTS: { base: "back" },
  OPPOSES: { base: "be against" },
};

/** Adapts the verb for an actor who planned, ordered or took part in the event instead of doing it. */
function asDoer({ type }: Relation, verb: Verb): Verb {
  if (type === "PARTICIPATED_IN") return TAKE_PART;
  if (type === "PLANNED") return { base: `plan to ${verb.base}`, past: `planned to ${verb.base}` };
  if (type === "ORDERED") return { base: `order others to ${verb.base}`, past: `ordered others to ${verb.base}` };
  return verb;
}

function category(event: Entity, name: string): boolean {
  const { plover } = event.properties;
  return typeof plover === "string" && plover.startsWith(name);
}

/**
 * `isDone`: it is worded as done by a named actor. An `action` is in the text's own past tense and has no other form.
 */
function patientVerb(event: Entity, leg: Relation, isDone: boolean): Verb | null {
  const action = text(leg, "action");
  if (action !== null && isDone) return { base: action, past: action };
  if (leg.type === "KILLED" || leg.type === "INJURED") return TYPE_VERBS[leg.type] ?? null;
  if (leg.type === "INVOLVES") return ROLE_VERBS[text(leg, "role") ?? ""] ?? null;
  const { plover } = event.properties;
  const [name = ""] = typeof plover === "string" ? plover.split("/") : [];
  return CATEGORY_VERBS[name] ?? null;
}

/** The maker of a statement, and the leg from the statement to its topic or addressee. */
export interface StatementChain {
  readonly maker: Relation;
  readonly leg: Relation;
}

/** A folded speech act: its name is already a sentence; its maker is prepended where the name does not include him. */
export function statementSentence(
  statement: Entity,
  { maker, leg }: StatementChain,
  entities: Entities,
): WordedSentence {
  const { aspect } = leg.qualifiers;
  const who = nounPhrase(maker.subject, entities);
  const about = nounPhrase(leg.object, entities);
  if (leg.polarity === "negative" && typeof aspect === "string") {
    return { text: `On ${about}, ${who} said nothing of ${aspect}`, words: `nothing said of ${aspect}` };
  }
  const words = shortName(statement);
  if (statement.properties["act"] === "silence") {
    return { text: capitalized(`${who} kept silent about ${about}: ${statement.name}`), words };
  }
  const said = uncapitalized(statement.name, entities);
  if (leg.polarity === "negative" && maker.polarity === "positive") {
    return { text: capitalized(`${who} said nothing of ${about}: ${said}`), words: "said nothing of" };
  }
  if (maker.certainty === "planned" || maker.certainty === "hypothetical" || maker.polarity === "negative") {
    const { certainty, polarity } = maker;
    const plural = isPlural(maker.subject, entities);
    const saying = inflect(SAY, { certainty, negative: polarity === "negative", plural });
    return { text: capitalized(`${who} ${saying}: ${said}`), words: `${saying}: ${words}` };
  }
  const opening = statement.name.split(" ").slice(0, 3).join(" ");
  const name = names(opening, entities.get(maker.subject)) ? statement.name : `${who}: ${said}`;
  const isTold = leg.type === "ADDRESSED_TO" && !names(statement.name, entities.get(leg.object));
  return { text: capitalized(isTold ? `${name} (to ${about})` : name), words };
}

/** Whether a text contains a word of an entity's name. */
function names(said: string, who: Entity | undefined): boolean {
  if (who === undefined) return false;
  const words = new Set(said.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  return [who.name, shortName(who), ...who.aliases]
    .flatMap((name) => name.split(/[^\p{L}\p{N}]+/u))
    .some((word) => (word.length > 3 || /^\p{Lu}\p{Lu}/u.test(word)) && words.has(word.toLowerCase()));
}
