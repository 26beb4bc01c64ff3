import { Fragment, type ReactElement } from "react";
import type { CypherValue } from "../../contract/cypher-value.ts";
import type { Article } from "../../model/article.ts";
import { claimReceipts } from "../../model/claim-receipts.ts";
import { copiesOf } from "../../model/copies.ts";
import { relationSentence } from "../../model/sentences.ts";
import { speakerNames } from "../../model/speakers.ts";
import type { StoryGraph } from "../../model/story.ts";
import { floatText } from "../graph/float-text.ts";
import type { AnsweredStory } from "./answered-stories.ts";
import { Receipt, type QuotedPlace } from "./Receipt.tsx";
import { StoryLink } from "./StoryLink.tsx";

/** Data for a result: the open story, and the other stories in it. */
export interface CellStory {
  readonly graph: StoryGraph;
  /** With its text where it may be shown. */
  readonly articleOf: (id: string) => Article | null;
  /** By id, as they load. */
  readonly others: ReadonlyMap<string, AnsweredStory>;
  readonly onEntity: (id: string) => void;
  readonly onArticle: (id: string) => void;
  readonly onShow: (place: QuotedPlace) => void;
  readonly hrefOf: (story: string, at?: string) => string;
  /** Opens another story, and an entity in it. */
  readonly onOpen: (story: string, at?: string) => void;
}

interface Tagged {
  readonly [key: string]: CypherValue | undefined;
  readonly $type?: string;
}

/** A value in Cypher notation; entities are links, and a relation is a sentence with its receipt. */
export function CypherCell({ value, story }: { readonly value: CypherValue; readonly story: CellStory }): ReactElement {
  if (value === null) return <span className="quiet">null</span>;
  if (typeof value !== "object") return <bdi>{String(value)}</bdi>;
  if (isList(value)) return <List items={value} story={story} />;
  const tagged = value as Tagged;
  switch (tagged.$type) {
    case "Node":
      return <NodeCell node={tagged} story={story} />;
    case "Relationship":
      return <RelationCell relationship={tagged} story={story} />;
    case "Path":
      return <PathCell path={tagged} story={story} />;
    case "Float":
      return <span>{floatText(Number(tagged["value"]))}</span>;
    case "Point":
      return <span>{pointText(tagged)}</span>;
    case "Map":
      return <MapCell map={tagged["value"] as Tagged} story={story} />;
    case undefined:
      return <MapCell map={tagged} story={story} />;
    default:
      return <span>{String(tagged["value"])}</span>;
  }
}

/** Texts inside a list or a map are quoted, so that a comma in one does not look like a separator. */
function Item({ value, story }: { readonly value: CypherValue; readonly story: CellStory }): ReactElement {
  return typeof value === "string" ? <bdi>{JSON.stringify(value)}</bdi> : <CypherCell value={value} story={story} />;
}

function List({ items, story }: { readonly items: readonly CypherValue[]; readonly story: CellStory }): ReactElement {
  return (
    <span>
      [
      {items.map((item, index) => (
        // The parts of a value have no identity of their own and never move.
        // oxlint-disable-next-line react/no-array-index-key
        <Fragment key={index}>
          {index > 0 && ", "}
          <Item value={item} story={story} />
        </Fragment>
      ))}
      ]
    </span>
  );
}

function MapCell({ map, story }: { readonly map: Tagged; readonly story: CellStory }): ReactElement {
  return (
    <span>
      {"{"}
      {Object.entries(map).map(([key, value], index) => (
        <Fragment key={key}>
          {index > 0 && ", "}
          {key}: <Item value={value ?? null} story={story} />
        </Fragment>
      ))}
      {"}"}
    </span>
  );
}

/**
 * An entity of a story links to it. Ids are unique within a story, so another story's entity is never shown as one of
 * this story.
 */
function NodeCell({ node, story }: { readonly node: Tagged; readonly story: CellStory }): ReactElement {
  const labels = (node["labels"] ?? []) as readonly CypherValue[];
  const properties = (node["properties"] ?? {}) as Tagged;
  const { id } = node;
  const written = properties["name"] ?? properties["title"] ?? properties["question"] ?? id ?? properties["number"];
  const isNumber = typeof written === "number" || written === undefined;
  const name = <bdi>{isNumber ? `${labels.join(" ")} ${String(written ?? "")}`.trim() : String(written)}</bdi>;
  const isStory = labels.includes("Story");
  const home = isStory ? id : properties["story"];
  if (typeof id !== "string" || typeof home !== "string") return name;
  const isEntity = labels.includes("Entity");
  const isArticle = labels.includes("Article");
  if (!isEntity && !isArticle && !isStory) return name;
  if (home !== story.graph.story.id) {
    const at = isEntity ? id : undefined;
    return (
      <StoryLink href={story.hrefOf(home, at)} onGo={() => story.onOpen(home, at)}>
        {name}
      </StoryLink>
    );
  }
  if (isStory) return name;
  return (
    <button type="button" className="as-link" onClick={() => (isEntity ? story.onEntity(id) : story.onArticle(id))}>
      {name}
    </button>
  );
}

function RelationCell({
  relationship,
  story,
}: {
  readonly relationship: Tagged;
  readonly story: CellStory;
}): ReactElement {
  const home = ((relationship["properties"] ?? {}) as Tagged)["story"];
  const isOwn = home === story.graph.story.id;
  const teller = isOwn ? story : typeof home === "string" ? story.others.get(home) : undefined;
  const relation = teller?.graph.relations.find(({ id }) => id === relationship["id"]);
  const nameOf = (id: CypherValue | undefined) =>
    teller?.graph.entities.find((entity) => entity.id === id)?.name ??
    teller?.graph.articles.find((article) => article.id === id)?.title ??
    String(id);
  // A relationship that is no claim of a story, such as a mention, has no sentence and no receipt.
  if (teller === undefined || relation === undefined) {
    return (
      <span>
        <bdi>{nameOf(relationship["start"])}</bdi> <code>{String(relationship["type"])}</code>{" "}
        <bdi>{nameOf(relationship["end"])}</bdi>
      </span>
    );
  }
  const { graph, articleOf } = teller;
  const entities = new Map(graph.entities.map((entity) => [entity.id, entity]));
  const speakerOf = speakerNames(graph);
  const copies = copiesOf(graph.articles, speakerOf);
  return (
    <details className="relation-cell">
      <summary>{relationSentence(relation, entities).text}</summary>
      {claimReceipts([relation], articleOf).map((receipt) => (
        <Receipt
          key={`${receipt.document} ${JSON.stringify(receipt.spans)}`}
          receipt={receipt}
          document={graph.articles.find(({ id }) => id === receipt.document) ?? null}
          copied={copies.get(receipt.document) ?? null}
          speakerOf={speakerOf}
          onShow={isOwn ? story.onShow : () => story.onOpen(graph.story.id, relation.subject)}
        />
      ))}
    </details>
  );
}

/** The nodes of a path in traversal order, with the relation between each pair. */
function PathCell({ path, story }: { readonly path: Tagged; readonly story: CellStory }): ReactElement {
  const nodes = (path["nodes"] ?? []) as readonly CypherValue[];
  const relationships = (path["relationships"] ?? []) as readonly CypherValue[];
  return (
    <ol className="path-cell">
      {nodes.map((node, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a path may come by one node twice
        <li key={index}>
          <CypherCell value={node} story={story} />
          {relationships[index] !== undefined && <CypherCell value={relationships[index]} story={story} />}
        </li>
      ))}
    </ol>
  );
}

function pointText({ srid, x, y, z }: Tagged): string {
  const parts = Object.entries({ x, y, z }).filter(([, part]) => part !== undefined);
  const floats = parts.map(([name, part]) => `${name}: ${floatText(Number(part))}`);
  return `point({${[...floats, `srid: ${String(srid)}`].join(", ")}})`;
}

function isList(value: CypherValue): value is readonly CypherValue[] {
  return Array.isArray(value);
}
