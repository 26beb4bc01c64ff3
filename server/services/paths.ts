import type { z } from "zod";
import type { EntityEnd, QuotedDocument } from "../../contract/browse.ts";
import { Failure } from "../../contract/errors.ts";
import { MAX_STEP_CLAIMS, type PathsAnswer } from "../../contract/paths.ts";
import { isHeldBack } from "../../model/article-version.ts";
import { connectionGraph, type ConnectionGraph } from "../../model/connection-graph.ts";
import type { Step, StepClaim } from "../../model/connection-step.ts";
import { allWords, connectionWords, namingBoth, noneWords, type NamingSentence } from "../../model/connection-words.ts";
import { findConnections, type Connection } from "../../model/connections.ts";
import { originsOf } from "../../model/origins.ts";
import { speakerNames } from "../../model/speakers.ts";
import { storyEvidence } from "../../model/story-evidence.ts";
import type { Store } from "../store/store.ts";
import { noEntity, type BrowseService } from "./browse.ts";
import { mentionFrom } from "./rows.ts";
import { readStory, type VisibleStory, type Viewer } from "./visibility.ts";

export interface PathsRequest {
  readonly story: string;
  readonly from: string;
  readonly to: string;
  readonly k: number;
  readonly without: readonly string[];
}

/** How two entities of a story are linked. */
export interface PathService {
  paths(viewer: Viewer, wanted: PathsRequest): Promise<PathsAnswer>;
  /** Drops what is kept of a story. */
  forget(): void;
}

export function pathService(store: Store, browse: BrowseService): PathService {
  /** Of the story that was asked last: it takes far longer to fold than to search. */
  let latest: { readonly key: string; readonly connections: ConnectionGraph } | null = null;
  const connectionsOf = async (viewer: Viewer, { id, version }: VisibleStory): Promise<ConnectionGraph> => {
    const key = JSON.stringify([viewer, id, version]);
    if (latest?.key === key) return latest.connections;
    const answer = await browse.story(viewer, id);
    const connections = connectionGraph(answer.graph);
    latest = { key: JSON.stringify([viewer, id, answer.version]), connections };
    return connections;
  };
  return {
    forget: () => (latest = null),
    paths: (viewer, wanted) =>
      readStory(store, { viewer, story: wanted.story }, async (found) => {
        const connections = await connectionsOf(viewer, found);
        return answerPaths(connections, wanted, async (id) => namingSentences(store, viewer, { connections, id }));
      }),
  };
}

type Naming = (id: string) => Promise<NamingSentence[]>;

async function answerPaths(connections: ConnectionGraph, wanted: PathsRequest, naming: Naming): Promise<PathsAnswer> {
  const { story, from, to, k } = wanted;
  for (const id of [from, to]) if (!connections.index.entities.has(id)) throw noEntity(story, id);
  if (from === to)
    throw new Failure("request/invalid", `query.to: ${to} is where it begins, too`, {
      place: { field: "query.to" },
      remedy: "Name two entities of the story",
    });
  const without = new Set(wanted.without);
  const result = findConnections(connections, { from, to, k, without, avoiding: without });
  const answers = answersOf(connections);
  const paths = result.found.map(answers.path);
  const both = paths.length > 0 ? [] : namingBoth(await naming(from), await naming(to));
  const { articles } = connections.graph;
  const titleOf = (id: string) => (articles.length > 1 ? (connections.index.articles.get(id)?.title ?? null) : null);
  return {
    from: answers.end(from),
    to: answers.end(to),
    paths,
    more: result.more,
    denials: result.denials.map(answers.claim),
    naming: both,
    words: paths.length > 0 ? null : noneWords(result, both, titleOf),
  };
}

async function namingSentences(
  store: Store,
  viewer: Viewer,
  { connections, id }: { readonly connections: ConnectionGraph; readonly id: string },
): Promise<NamingSentence[]> {
  const { graph, index } = connections;
  const rows = await store.read("read/entity-mentions", { story: graph.story.id, id });
  return rows
    .filter(({ article }) => viewer === "owner" || !isHeldBack(index.articles.get(article)?.versionKind))
    .map(({ article, properties }) => ({ document: article, sentence: mentionFrom(properties).sentence }));
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
