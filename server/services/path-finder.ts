import type { z } from "zod";
import type { EntityEnd, QuotedDocument } from "../../contract/browse.ts";
import { Failure } from "../../contract/errors.ts";
import { MAX_STEP_CLAIMS, type PathsAnswer } from "../../contract/paths.ts";
import { isHeldBack } from "../../model/article-version.ts";
import { connectionGraph, type ConnectionGraph } from "../../model/connection-graph.ts";
import type { Step, StepClaim } from "../../model/connection-step.ts";
import { allWords, connectionWords } from "../../model/connection-words.ts";
import { findConnections, type Connection } from "../../model/connections.ts";
import { originsOf } from "../../model/origins.ts";
import { speakerNames } from "../../model/speakers.ts";
import { storyEvidence } from "../../model/story-evidence.ts";
import { graphTasks, type GraphTask, type MissingGraph } from "./graph-tasks.ts";
import { noEntity } from "./no-entity.ts";

export interface PathsRequest {
  readonly story: string;
  readonly from: string;
  readonly to: string;
  readonly k: number;
  readonly without: readonly string[];
}

export interface PathsFound {
  readonly kind: "found";
  readonly answer: Omit<PathsAnswer, "naming" | "words">;
  /** Those of the story where no way was found: one of their sentences may name both ends. */
  readonly articles: readonly NamingArticle[];
}

export interface NamingArticle {
  readonly id: string;
  readonly title: string;
  /** Only the owner may see its words. */
  readonly isHeldBack: boolean;
}

/** Finds ways in graphs that it keeps. */
export function pathFinder(): (task: GraphTask<PathsRequest>) => PathsFound | MissingGraph {
  return graphTasks({ prepare: connectionGraph, find: found });
}

function found(connections: ConnectionGraph, { story, from, to, k, without: left }: PathsRequest): PathsFound {
  for (const id of [from, to]) if (!connections.index.entities.has(id)) throw noEntity(story, id);
  if (from === to)
    throw new Failure("request/invalid", `query.to: ${to} is where it begins, too`, {
      place: { field: "query.to" },
      remedy: "Name two entities of the story",
    });
  const without = new Set(left);
  const result = findConnections(connections, { from, to, k, without, avoiding: without });
  const answers = answersOf(connections);
  const paths = result.found.map(answers.path);
  const { articles } = connections.graph;
  return {
    kind: "found",
    answer: {
      from: answers.end(from),
      to: answers.end(to),
      paths,
      more: result.more,
      denials: result.denials.map(answers.claim),
    },
    articles:
      paths.length > 0
        ? []
        : articles.map(({ id, title, versionKind }) => ({ id, title, isHeldBack: isHeldBack(versionKind) })),
  };
}

interface Answers {
  end(id: string): z.output<typeof EntityEnd>;
  claim(claim: StepClaim): PathsAnswer["denials"][number];
  path(connection: Connection): PathsAnswer["paths"][number];
}

function answersOf(connections: ConnectionGraph): Answers {
  const { graph, index } = connections;
  const speakerOf = speakerNames(graph);
  const origins = originsOf(graph.articles);
  const evidenceFor = storyEvidence(graph);
  const source = (id: string) => ({ id, name: speakerOf(id) });
  const end = (id: string): z.output<typeof EntityEnd> => {
    const entity = index.entities.get(id);
    return { id, name: entity?.name ?? id, short: entity?.short ?? null, label: entity?.label ?? "Article" };
  };
  const document = (id: string): QuotedDocument | null => {
    const head = index.articles.get(id);
    if (head === undefined) return null;
    return { id, title: head.title, publishedAt: head.publishedAt, origin: origins.get(id) ?? id };
  };
  const claim = ({ text, certainty, speakers, relations }: StepClaim): PathsAnswer["denials"][number] => ({
    text,
    certainty,
    speakers: speakers.flatMap((speaker) => (speaker === null ? [] : [source(speaker)])),
    receipts: relations
      .flatMap((id) => index.relations.get(id) ?? [])
      .map((relation) => ({
        relation: relation.id,
        quotes: relation.quotes,
        sentences: relation.sentences,
        document: document(relation.document),
        source: source(relation.source),
        certainty: relation.certainty,
        polarity: relation.polarity,
      })),
  });
  const step = ({ from, to, claims, denials, sources, certainty }: Step) => ({
    from: end(from),
    to: end(to),
    claims: claims.slice(0, MAX_STEP_CLAIMS).map(claim),
    denials: denials.slice(0, MAX_STEP_CLAIMS).map(claim),
    sources,
    certainty,
  });
  return {
    end,
    claim,
    path: (connection) => {
      const { steps, sources, certainty, weakest, ifWrong } = connection;
      const words = allWords(connectionWords(connection, connections));
      return {
        steps: steps.map(step),
        sources: sources.map(source),
        evidence: evidenceFor(steps.flatMap(({ claims }) => claims.flatMap(({ relations }) => relations))),
        certainty,
        weakest: weakest + 1,
        ifWrong:
          ifWrong === null
            ? null
            : { sources: ifWrong.sources.map(source), through: ifWrong.still?.slice(1, -1).map(end) ?? null },
        words,
      };
    },
  };
}
