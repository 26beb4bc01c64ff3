import { shortName, type Entity } from "./entity.ts";

type Entities = ReadonlyMap<string, Entity>;

/** Last words of proper names that take an article: the Quds Force, the United States, the Middle East. */
const WITH_ARTICLE =
  /(^|\s)(states|kingdom|emirates|republic|union|east|government|parliament|ministry|senate|council|committee|court|agency|police|army|navy|forces?|guards?|corps|division|brigade|coalition|alliance|command|department|pentagon|kremlin)$/iu;
const NEVER_ARTICLE = /^(the|an?|some|any|no|his|her|its|their|all|camp|fort)\s|^[‘“"]/iu;
/** "Soleimani’s car": a possessive before the noun. */
const OF_SOMEBODY = /[’']s?\s/u;
const NUMBER = /^(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands|\d+)\s/iu;
const WHERE =
  /^([Nn]orth|[Ss]outh|[Ee]ast|[Ww]est)(-?(east|west))? of\s|^(in|inside|on|at|off|outside|near|close to|next to|around|along|between|behind|beyond|beside|above|below|under|over|across|within|throughout|in front of)\s/u;
/** Longer names of events and statements are replaced by their short names. */
const LONGEST = 60;

/**
 * The noun phrase of an entity inside an English sentence: "the Quds Force", "five Guards", "the drone strike of 3
 * Jan".
 */
export function nounPhrase(id: string, entities: Entities): string {
  const entity = entities.get(id);
  if (entity === undefined) return id;
  if (entity.label === "Statement") return `“${entity.name.replaceAll("“", "‘").replaceAll("”", "’")}”`;
  if (entity.label === "Event") return withArticle(eventPhrase(entity, entities));
  const name = withoutRemark(shortName(entity));
  const isCommon = entity.label === "Object" || entity.label === "Document" || entity.label === "Facility";
  if (saysWhere(name)) return name;
  if (WITH_ARTICLE.test(head(name)) || (isCommon && !isPluralWord(head(name)))) return withArticle(name);
  return name;
}

/** Whether a name needs no preposition: "north of Baghdad", "near the border", "off the coast of Libya". */
export function saysWhere(name: string): boolean {
  return WHERE.test(name);
}

/**
 * An event without an article, in lower case unless it is a proper name: "deployment of 3,000 to 3,500 soldiers to
 * Kuwait".
 */
export function eventPhrase(event: Entity, entities: Entities): string {
  const isLong = event.name.includes(", ") || Array.from(event.name).length > LONGEST;
  return eventWords(isLong ? shortName(event) : event.name, entities);
}

/** The name of an event as a remark after a sentence about it: "arrival in Baghdad of some of the 750 troops". */
export function eventRemark(event: Entity, entities: Entities): string {
  const isLong = Array.from(event.name).length > LONGEST;
  const name = (isLong ? shortName(event) : event.name).replace(/^.*: /u, "");
  return eventWords(name.split(", ")[0] ?? name, entities);
}

function eventWords(name: string, entities: Entities): string {
  // The verb already says "(vowed)" or "(feared)".
  return uncapitalized(withoutRemark(name), entities)
    .replace(/, (\d{1,2} \p{L}+)$/u, " of $1")
    .replace(/, (\p{Lu}[^,]*)$/u, " ($1)");
}

/** Kinds that are always singular. */
const ALWAYS_ONE = new Set(["Country", "Person", "Statement"]);

/** Whether a name is plural: "belong", not "belongs". */
export function isPlural(id: string, entities: Entities): boolean {
  const entity = entities.get(id);
  if (entity === undefined || ALWAYS_ONE.has(entity.label)) return false;
  const name = withoutRemark(entity.label === "Event" ? eventPhrase(entity, entities) : shortName(entity));
  return NUMBER.test(name) || isPluralWord(head(name));
}

/** Adds the definite article to a phrase: "the five Guards". */
export function definite(phrase: string): string {
  return takesNoArticle(phrase) ? phrase : `the ${phrase}`;
}

/** Replaces the definite article by an indefinite one: "with a drone", not "with the drone". */
export function indefinite(phrase: string): string {
  const bare = phrase.replace(/^the /u, "");
  return bare === phrase ? phrase : `${/^[aeiou]/iu.test(bare) ? "an" : "a"} ${bare}`;
}

/** Capitalizes the first letter of a sentence. */
export function capitalized(sentence: string): string {
  const [first = ""] = sentence;
  // Also words such as pro-Iran.
  return first.toUpperCase() + sentence.slice(first.length);
}

/** Whether a phrase takes no article. "Vote of Iran’s parliament" takes one: the possessive is not before the vote. */
function takesNoArticle(phrase: string): boolean {
  return NEVER_ARTICLE.test(phrase) || OF_SOMEBODY.test(head(phrase));
}

function withArticle(phrase: string): string {
  return takesNoArticle(phrase) || NUMBER.test(phrase) ? phrase : `the ${phrase}`;
}

function withoutRemark(name: string): string {
  return name.replace(/\s*\([^()]*\)$/u, "");
}

/** The head of a name: "shrine quarter" for "shrine quarter of Najaf". */
function head(name: string): string {
  return name.split(/,| (?:of|in|at|for|to|on|between|that|killed|everywhere)(?= )/u)[0] ?? name;
}

function isPluralWord(name: string): boolean {
  return /[^s’']s$/u.test(name) && !/(corps|states|emirates)$/iu.test(name);
}

const properWords = new WeakMap<Entities, ReadonlySet<string>>();

/** The first words of names of people, places and forces, which keep their capital. */
function properWordsOf(entities: Entities): ReadonlySet<string> {
  const known = properWords.get(entities);
  if (known !== undefined) return known;
  const words = [...entities.values()]
    .filter(({ label }) => label !== "Event" && label !== "Statement")
    .flatMap(({ name, aliases }) => [name, ...aliases])
    .flatMap((name) => name.split(/[\s’'–-]+/u));
  const found = new Set(words);
  properWords.set(entities, found);
  return found;
}

export function uncapitalized(phrase: string, entities: Entities): string {
  const [word = ""] = phrase.split(/[\s,’'–-]/u);
  if (!/^\p{Lu}\p{Ll}+$/u.test(word) || properWordsOf(entities).has(word)) return phrase;
  return word.toLowerCase() + phrase.slice(word.length);
}
