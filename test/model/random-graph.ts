import { CERTAINTIES } from "../../model/certainty.ts";
import type { Entity } from "../../model/entity.ts";
import { KINDS } from "../../model/kinds.ts";
import type { Relation } from "../../model/relation.ts";
import type { StoryGraph } from "../../model/story.ts";
import { randomFrom } from "../../picture/seed.ts";

const TYPES = {
  between: ["ALLIED_WITH", "LEADS", "PART_OF", "OF_COUNTRY", "LOCATED_IN"],
  toEvent: ["CARRIED_OUT", "ORDERED", "PARTICIPATED_IN", "SUPPORTS"],
  fromEvent: ["KILLED", "TARGETED", "INVOLVES", "OCCURRED_AT", "DESTINATION"],
  ofEvents: ["CAUSED", "PRECEDES", "PART_OF"],
  ofStatement: ["ABOUT", "ADDRESSED_TO"],
} as const;

/** A story of people, places, events and statements with joins at random, some denied, disputed or taken back. */
export function randomGraph(seed: number): StoryGraph {
  const random = randomFrom(seed + 1);
  const below = (most: number): number => Math.floor(random() * most);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const articles = Array.from({ length: 1 + below(3) }, (_, at) => `article-${at}`);
  const entities = Array.from({ length: 20 + below(60) }, (_, at): Entity => {
    // Half of them fold.
    const label = at % 4 === 1 ? "Event" : at % 4 === 3 ? "Statement" : pick(KINDS);
    return {
      id: `e${at}`,
      label,
      name: `Entity ${at}`,
      aliases: [],
      otherNames: [],
      properties: at % 9 === 0 ? { anonymous: true } : {},
      receipts: [],
    };
  });
  const labelOf = new Map(entities.map(({ id, label }) => [id, label]));
  const typeOf = (subject: string, object: string): string => {
    const [from, to] = [labelOf.get(subject), labelOf.get(object)];
    if (from === "Event") return pick(to === "Event" ? TYPES.ofEvents : TYPES.fromEvent);
    if (to === "Event") return pick(TYPES.toEvent);
    if (to === "Statement") return "MADE";
    return from === "Statement" ? pick(TYPES.ofStatement) : pick(TYPES.between);
  };
  const relations = Array.from({ length: entities.length * (1 + below(3)) }, (_, at): Relation => {
    const [subject, object, document] = [pick(entities).id, pick(entities).id, pick(articles)];
    const type = typeOf(subject, object);
    return {
      id: `r${at}`,
      document,
      subject,
      type,
      object,
      source: random() < 0.6 ? document : pick(entities).id,
      certainty: pick(CERTAINTIES),
      polarity: random() < 0.1 ? "negative" : "positive",
      quotes: [`quote ${at}`],
      starts: [at * 10],
      ends: [at * 10 + 7],
      sentences: [at],
      method: "test",
      status: random() < 0.08 ? "retracted" : random() < 0.1 ? "disputed" : "confirmed",
      qualifiers: type === "INVOLVES" ? { role: pick(["mourned", "opponent", "witness"]) } : {},
    };
  });
  return {
    story: {
      id: "random",
      title: "Random",
      summary: "Generated.",
      articles,
      featured: entities.slice(0, below(4)).map(({ id }) => id),
    },
    articles: articles.map((id) => ({ id, title: `Article ${id}`, publishedAt: "2026-01-01", language: "en" })),
    entities,
    relations,
    claims: [],
    versions: [],
    mentions: Object.fromEntries(entities.map(({ id }, at) => [id, { count: 1 + below(5), first: at * 10 }])),
  };
}
