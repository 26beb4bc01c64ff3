import { shortName, type Entity } from "./entity.ts";
import { typeWords } from "./ontology.ts";
import type { Relation } from "./relation.ts";

/** A sentence, and the few words of it that stand on a line. */
export interface Told {
  readonly text: string;
  readonly words: string;
}

function nameOf(id: string, entities: ReadonlyMap<string, Entity>): string {
  const entity = entities.get(id);
  return entity === undefined ? id : shortName(entity);
}

/** One relation in words: "Qasem Soleimani leads Quds Force". */
export function relationSentence(relation: Relation, entities: ReadonlyMap<string, Entity>): Told {
  const { type, qualifiers, polarity } = relation;
  const [subject, object] = [nameOf(relation.subject, entities), nameOf(relation.object, entities)];
  const role = typeof qualifiers["role"] === "string" ? qualifiers["role"] : null;
  const not = polarity === "negative" ? "not: " : "";
  if (type === "INVOLVES" && role !== null)
    return { text: `${not}${subject} – ${object}, ${role}`, words: `${not}${role}` };
  const preposition =
    type === "OCCURRED_AT" && typeof qualifiers["preposition"] === "string"
      ? `took place ${qualifiers["preposition"]}`
      : null;
  const words = `${not}${preposition ?? typeWords(type)}`;
  const detail = role === null ? "" : ` (${role})`;
  return { text: `${subject} ${words} ${object}${detail}`, words };
}

/** A folded event: "Iran → Qaani: Naming of Esmail Qaani to succeed Soleimani". */
export function eventSentence(
  event: Entity,
  [from, to]: readonly [string, string],
  entities: ReadonlyMap<string, Entity>,
): Told {
  return { text: `${nameOf(from, entities)} → ${nameOf(to, entities)}: ${event.name}`, words: shortName(event) };
}

/** A folded speech act: its own name is a sentence already. */
export function statementSentence(statement: Entity, leg: Relation, entities: ReadonlyMap<string, Entity>): Told {
  const { aspect } = leg.qualifiers;
  if (leg.polarity === "negative" && typeof aspect === "string")
    return { text: `${statement.name}: nothing said of ${aspect}`, words: `nothing said of ${aspect}` };
  const isTold = leg.type === "ADDRESSED_TO";
  return {
    text: isTold ? `${statement.name} (to ${nameOf(leg.object, entities)})` : statement.name,
    words: shortName(statement),
  };
}
