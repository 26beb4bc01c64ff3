import type { WhoAnswer } from "../../contract/who.ts";
import type { ArticleHead } from "../../model/article.ts";
import { entityRef } from "../../model/clusters.ts";
import type { Entity } from "../../model/entity.ts";
import { KINDS } from "../../model/kinds.ts";
import { articleNames } from "../../model/speakers.ts";
import type { Relation } from "../../model/relation.ts";
import type { StoryGraph } from "../../model/story.ts";

/** Everything that all stories say about one entity, as one graph. Its ids are references: STORY/ID. */
export interface WhoGraph {
  readonly graph: StoryGraph;
  /** The id of the entity. */
  readonly center: string;
  readonly speakerOf: (id: string) => string;
  /** The stories by id. */
  readonly titles: ReadonlyMap<string, string>;
  /** The story and the id of each relation there. */
  readonly placeOf: ReadonlyMap<string, { readonly story: string; readonly id: string }>;
}

/**
 * Combines the relations of all stories around one entity. Ends that were judged the same are one; everything else
 * stays as in each story, and every relation keeps its own words and document.
 */
export function whoGraph(who: WhoAnswer): WhoGraph {
  const center = who.id;
  const own = new Set(who.members.map(({ story, entity }) => entityRef(story.id, entity.id)));
  const refOf = (story: string, id: string): string => {
    const ref = entityRef(story, id);
    return own.has(ref) ? center : (who.joined[ref] ?? ref);
  };
  const entities = new Map<string, Entity>();
  for (const { entity } of who.members)
    if (!entities.has(center)) entities.set(center, { ...entity, id: center, name: who.name });
  const placeOf = new Map<string, { story: string; id: string }>();
  const relations: Relation[] = [];
  const speakers = new Map<string, string>();
  for (const { story, relation: told } of who.relations) {
    const { relation, subject, object, speaker } = told;
    for (const end of [subject, object]) {
      const id = refOf(story, end.id);
      const kind = KINDS.find((one) => one === end.label);
      // An article that is an end is listed as a document and not drawn.
      if (kind !== undefined && !entities.has(id)) entities.set(id, named(id, kind, end));
    }
    // A source may have no relation here; a document speaks for itself.
    const source = refOf(story, relation.source);
    if (speaker !== null && !speakers.has(source)) speakers.set(source, source === center ? who.name : speaker);
    const id = entityRef(story, relation.id);
    placeOf.set(id, { story, id: relation.id });
    const { statement: _, ...rest } = relation;
    relations.push({
      ...rest,
      id,
      subject: refOf(story, relation.subject),
      object: refOf(story, relation.object),
      source,
      document: entityRef(story, relation.document),
    });
  }
  const articles = who.documents.map(
    ({ story, id: own, title, publishedAt, language, publisher, origin }): ArticleHead => {
      const id = entityRef(story, own);
      return {
        id,
        title,
        publishedAt,
        language,
        ...(publisher !== null && { publisher }),
        ...(origin !== id && { derivedFrom: origin }),
      };
    },
  );
  const documents = articleNames(articles);
  return {
    center,
    placeOf,
    speakerOf: (id) => speakers.get(id) ?? documents.get(id) ?? id,
    titles: new Map(who.members.map(({ story }) => [story.id, story.title])),
    graph: {
      story: { id: "who", title: who.name, summary: "", articles: ["who"], featured: [center] },
      articles,
      entities: [...entities.values()],
      relations,
      claims: [],
      versions: [],
      mentions: {},
    },
  };
}

function named(
  id: string,
  label: Entity["label"],
  { name, short }: { readonly name: string; readonly short: string | null },
): Entity {
  return {
    id,
    label,
    name,
    aliases: [],
    otherNames: [],
    properties: {},
    receipts: [],
    ...(short !== null && { short }),
  };
}
