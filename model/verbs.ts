import type { Certainty } from "./certainty.ts";

/**
 * An English verb with its complement: "take part in", "took part in". Without a past form it is used in the present
 * tense.
 */
export interface Verb {
  readonly base: string;
  readonly past?: string;
}

/** The verb of each relation type, between its subject and its object. */
export const TYPE_VERBS: Readonly<Record<string, Verb>> = {
  LEADS: { base: "lead" },
  DEPUTY_OF: { base: "be deputy of" },
  SUCCEEDS: { base: "take the post of" },
  MEMBER_OF: { base: "belong to" },
  PART_OF: { base: "be part of" },
  OF_COUNTRY: { base: "be of" },
  LOCATED_IN: { base: "lie in" },
  ALLIED_WITH: { base: "be close to" },
  REPRESENTS: { base: "act for" },
  OWNS: { base: "have" },
  SANCTIONED: { base: "blacklist", past: "blacklisted" },
  PARTY_TO: { base: "be party to" },
  PERMITS: { base: "permit" },
  REFERENCES: { base: "link to" },
  CARRIED_OUT: { base: "carry out", past: "carried out" },
  ORDERED: { base: "order", past: "ordered" },
  PLANNED: { base: "plan", past: "planned" },
  PARTICIPATED_IN: { base: "take part in", past: "took part in" },
  TARGETED: { base: "be directed at", past: "was directed at" },
  KILLED: { base: "kill", past: "killed" },
  INJURED: { base: "wound", past: "wounded" },
  USED: { base: "be carried out with", past: "was carried out with" },
  INVOLVES: { base: "involve", past: "involved" },
  OCCURRED_AT: { base: "take place", past: "took place" },
  ORIGIN: { base: "start", past: "started" },
  DESTINATION: { base: "go to", past: "went to" },
  PRECEDES: { base: "come before", past: "came before" },
  CAUSED: { base: "lead to", past: "led to" },
  MADE: { base: "make the statement", past: "made the statement" },
  ADDRESSED_TO: { base: "be addressed to", past: "was addressed to" },
  ABOUT: { base: "be about" },
  SUPPORTS: { base: "back" },
  OPPOSES: { base: "be against" },
};

/** The verb for a role of INVOLVES, of the event itself or of its actor. */
export const ROLE_VERBS: Readonly<Record<string, Verb>> = {
  appointee: { base: "name", past: "named" },
  mourned: { base: "mourn", past: "mourned" },
  avenged: { base: "avenge", past: "avenged" },
  assisted: { base: "help", past: "helped" },
  opponent: { base: "oppose", past: "opposed" },
  carried: { base: "carry", past: "carried" },
  transported: { base: "transport", past: "transported" },
  protected: { base: "protect", past: "protected" },
  affected: { base: "shake", past: "shook" },
  adopted: { base: "adopt", past: "adopted" },
  bound: { base: "bind", past: "bound" },
  buried: { base: "lay to rest", past: "laid to rest" },
  suspended: { base: "suspend", past: "suspended" },
  "meant to stop": { base: "be meant to stop", past: "was meant to stop" },
};

/** The verb for what is done to the target of an event, by the first word of its PLOVER code. */
export const CATEGORY_VERBS: Readonly<Record<string, Verb>> = {
  ASSAULT: { base: "attack", past: "attacked" },
  REQUEST: { base: "press", past: "pressed" },
  REJECT: { base: "reject", past: "rejected" },
  ACCUSE: { base: "accuse", past: "accused" },
  THREATEN: { base: "threaten", past: "threatened" },
  PROTEST: { base: "protest against", past: "protested against" },
  SANCTION: { base: "sanction", past: "sanctioned" },
  COERCE: { base: "coerce", past: "coerced" },
  SUPPORT: { base: "support", past: "supported" },
  AID: { base: "help", past: "helped" },
};

export interface Mood {
  readonly certainty: Certainty;
  readonly negative?: boolean;
  readonly plural?: boolean;
  /** It is still going on, or always holds. */
  readonly present?: boolean;
}

/**
 * "led", "is to lead", "would lead", "did not lead": what is planned or feared is never worded as if it had happened.
 */
export function inflect(verb: Verb, { certainty, negative = false, plural = false, present = false }: Mood): string {
  const not = negative ? " not" : "";
  if (certainty === "planned") return `${plural ? "are" : "is"}${not} to ${verb.base}`;
  if (certainty === "hypothetical") return `would${not} ${verb.base}`;
  const rest = /^be( .*)$/u.exec(verb.base)?.[1];
  const isPast = verb.past !== undefined && !present;
  if (rest !== undefined) return `${isPast ? (plural ? "were" : "was") : plural ? "are" : "is"}${not}${rest}`;
  if (negative) return `${isPast ? "did" : plural ? "do" : "does"} not ${verb.base}`;
  if (isPast) return verb.past ?? verb.base;
  return plural ? verb.base : thirdPerson(verb.base);
}

function thirdPerson(base: string): string {
  const [first = "", ...rest] = base.split(" ");
  const verb =
    first === "have"
      ? "has"
      : /(s|sh|ch|x|z|o)$/u.test(first)
        ? `${first}es`
        : /[^aeiou]y$/u.test(first)
          ? `${first.slice(0, -1)}ies`
          : `${first}s`;
  return [verb, ...rest].join(" ");
}
