import { createHash } from "node:crypto";
import { KINDS } from "../../model/kinds.ts";
import type { Sequence } from "../../model/sequence.ts";
import type { MentionRow, Properties, RelationRow } from "../store/catalogue.ts";
import type { WriteStep } from "../store/store.ts";
import { changeStep, ledgerRecord, storyRecord, visibilityRecord, type ChangeHead, type ChangeItem } from "./ledger.ts";
import type { StoredList } from "./stored-story.ts";
import type { StoryRows } from "./story-rows.ts";

/**
 * The numbers of created, changed, unchanged and removed records. Nodes, relations and mentions count; derived data
 * does not.
 */
export interface Counts {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
}

/** Writes in dependency order, generated lazily. */
export interface Steps {
  readonly steps: Iterable<WriteStep>;
  readonly count: number;
}

/** The difference between the stored story and the wanted one. */
export interface StoryDifference {
  readonly counts: Counts;
  /** Of the records of all lists. */
  readonly isNone: boolean;
  /** Of each list. */
  readonly byList: Readonly<Record<StoredList, Counts>>;
  /** The story itself last, with the change in its ledger. None when nothing changes. */
  writes(change: ChangeHead): Steps;
  /** The same without keeping former values; the ledger entry is written in any case. */
  erasingWrites(change: ChangeHead): Steps;
}

/** Rows per write. */
export const BATCH = 500;

/** Compares a story with the stored one; `stored` is null when there is none. */
export function storyDifference(stored: StoryRows | null, wanted: StoryRows): StoryDifference {
  const { story } = wanted;
  const articles = new ListDifference(stored?.articles ?? [], wanted.articles, ({ id }) => id);
  const entities = new ListDifference(stored?.entities ?? [], wanted.entities, ({ id }) => id);
  const mentions = new ListDifference(stored?.mentions ?? [], wanted.mentions, mentionKey);
  const relations = new ListDifference(stored?.relations ?? [], wanted.relations, ({ id }) => id);
  const questions = new ListDifference(stored?.questions ?? [], wanted.questions, ({ id }) => id);
  const claims = new ListDifference(stored?.claims ?? [], wanted.claims, ({ id }) => id);
  const versions = new ListDifference(stored?.versions ?? [], wanted.versions, ({ id }) => id);
  const lists = { articles, entities, mentions, relations, questions, claims, versions };
  const counts = sum([articles.counts, entities.counts, mentions.counts, relations.counts]);
  const isNone =
    Object.values(lists).every((list) => list.isNone) &&
    digest(unnumbered(stored?.properties ?? {})) === digest(unnumbered(wanted.properties));
  const writes = (change: ChangeHead, keepsRecords: boolean): Steps => {
    const isArticle = new Set<string>();
    for (const { id } of stored?.articles ?? []) isArticle.add(id);
    for (const { id } of wanted.articles) isArticle.add(id);
    const gone = [...relations.removed(), ...moved(relations)].map(({ id, subject }) => ({ id, subject }));
    const came = relations.written();
    const isOfArticle = ({ subject }: { readonly subject: string }) => isArticle.has(subject);
    const isOfEntity = ({ subject }: { readonly subject: string }) => !isArticle.has(subject);
    const written: readonly (readonly [WriteStep["name"], readonly object[]])[] = [
      ["write/remove-mentions", mentions.removed().map(({ properties: _, ...place }) => place)],
      ["write/remove-relations", gone.filter(isOfEntity)],
      ["write/remove-article-relations", gone.filter(isOfArticle)],
      ["write/remove-entities", entities.removed().map(({ id }) => ({ id }))],
      ["write/remove-articles", articles.removed().map(({ id }) => ({ id }))],
      ["write/remove-questions", questions.removed().map(({ id }) => ({ id }))],
      ["write/remove-claims", claims.removed().map(({ id }) => ({ id }))],
      ["write/remove-versions", versions.removed().map(({ properties }) => versionPlace(properties))],
      ["write/merge-articles", articles.written()],
      [
        "write/merge-entities",
        entities.written().map((row) => ({ ...row, otherLabels: KINDS.filter((kind) => kind !== row.label) })),
      ],
      ["write/merge-mentions", mentions.written()],
      ["write/merge-relations", came.filter(isOfEntity)],
      ["write/merge-article-relations", came.filter(isOfArticle)],
      ["write/merge-questions", questions.written()],
      ["write/merge-claims", claims.written()],
      ["write/merge-versions", versions.written()],
    ];
    const content = inOrder(written.map(([name, rows]) => batchSteps(name, story, rows)));
    const number = Number(wanted.properties["changes"] ?? 1);
    const records = () => {
      const items = Object.entries(lists).flatMap(([list, difference]) => difference.items(list as StoredList));
      const [own, now] = [storyRecord(stored?.properties ?? {}), storyRecord(wanted.properties)];
      if (digest(own) !== digest(now)) items.push({ list: "story", key: story, before: own, after: now });
      const [seenBy, seenNow] = [visibilityRecord(stored?.properties ?? {}), visibilityRecord(wanted.properties)];
      if (digest(seenBy) !== digest(seenNow))
        items.push({ list: "visibility", key: story, before: seenBy, after: seenNow });
      return items;
    };
    const entry = changeStep({ story, number, head: change, counts, items: keepsRecords ? records() : null });
    const last: WriteStep = { name: "write/merge-story", parameters: { story, properties: wanted.properties } };
    return inOrder([content, { steps: [entry, last], count: 2 }]);
  };
  return {
    counts,
    byList: mapValues(lists, (list) => list.counts),
    isNone,
    writes: (change) => (isNone ? inOrder([]) : writes(change, true)),
    erasingWrites: (change) => writes(change, false),
  };
}

function mapValues<Key extends string, Value, Other>(
  record: Readonly<Record<Key, Value>>,
  change: (value: Value) => Other,
): Record<Key, Other> {
  return Object.fromEntries(Object.entries<Value>(record).map(([key, value]) => [key, change(value)])) as Record<
    Key,
    Other
  >;
}

/** The story's own properties except the number of its last change, which every load would raise. */
function unnumbered({ version: _, changes: __, ...own }: Properties): Properties {
  return own;
}

function versionPlace({ article, number }: Properties): { article: string; number: number } {
  return { article: String(article), number: Number(number) };
}

/** Cypher cannot change a relationship's ends or type: such a relation is removed and created again with its id. */
function moved(relations: ListDifference<RelationRow>): RelationRow[] {
  const after = new Map(relations.changedAfter().map((row) => [row.id, row]));
  return relations.changedBefore().filter((before) => {
    const now = after.get(before.id);
    return now?.type !== before.type || now.subject !== before.subject || now.object !== before.object;
  });
}

/** Writes of rows of a story in batches. */
export function batchSteps(name: WriteStep["name"], story: string, rows: Sequence<object>): Steps {
  return { steps: batches(name, story, rows), count: Math.ceil(rows.length / BATCH) };
}

/** The write of some rows of a story. */
export function batchStep(name: WriteStep["name"], story: string, rows: readonly object[]): WriteStep {
  return { name, parameters: { story, rows } } as unknown as WriteStep;
}

function* batches(name: WriteStep["name"], story: string, rows: Iterable<object>): Iterable<WriteStep> {
  let batch: object[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batchStep(name, story, batch);
    batch = [];
  }
  if (batch.length > 0) yield batchStep(name, story, batch);
}

/** Concatenates steps. */
export function inOrder(parts: readonly Steps[]): Steps {
  function* all(): Iterable<WriteStep> {
    for (const { steps } of parts) yield* steps;
  }
  return { steps: all(), count: parts.reduce((count, part) => count + part.count, 0) };
}

/** Compares two lists of records by digest, so that neither needs to be in memory as objects. */
class ListDifference<Record extends object> {
  /** Digests of the stored records that are not unchanged, by key. */
  private readonly left = new Map<string, string>();
  private readonly changes = new Set<string>();
  private readonly creations = new Set<string>();
  private readonly unchanged: number;

  constructor(
    private readonly stored: Sequence<Record>,
    private readonly wanted: Sequence<Record>,
    private readonly keyOf: (record: Record) => string,
  ) {
    for (const record of stored) this.left.set(keyOf(record), digest(record));
    let unchanged = 0;
    for (const record of wanted) {
      const key = keyOf(record);
      const before = this.left.get(key);
      if (before === undefined) this.creations.add(key);
      else if (before === digest(record)) unchanged += 1;
      else this.changes.add(key);
      this.left.delete(key);
    }
    this.unchanged = unchanged;
  }

  get isNone(): boolean {
    return this.creations.size + this.changes.size + this.left.size === 0;
  }

  /** Every changed record, before and after, in ledger form. */
  items(list: StoredList): ChangeItem[] {
    const after = new Map(this.written().map((record) => [this.keyOf(record), record]));
    const before = new Map([...this.removed(), ...this.changedBefore()].map((record) => [this.keyOf(record), record]));
    return [...new Set([...before.keys(), ...after.keys()])].map((key) => ({
      list,
      key,
      before: ledgerRecord(list, before.get(key)),
      after: ledgerRecord(list, after.get(key)),
    }));
  }

  get counts(): Counts {
    const { unchanged } = this;
    return { created: this.creations.size, changed: this.changes.size, unchanged, removed: this.left.size };
  }

  /** Stored records that are removed. */
  removed(): Record[] {
    return this.pick(this.stored, this.left);
  }

  /** Records of the file that are new or changed. */
  written(): Record[] {
    return [...this.pick(this.wanted, this.creations), ...this.changedAfter()];
  }

  changedBefore(): Record[] {
    return this.pick(this.stored, this.changes);
  }

  changedAfter(): Record[] {
    return this.pick(this.wanted, this.changes);
  }

  private pick(records: Sequence<Record>, keys: { has(key: string): boolean; readonly size: number }): Record[] {
    const found: Record[] = [];
    if (keys.size > 0) for (const record of records) if (keys.has(this.keyOf(record))) found.push(record);
    return found;
  }
}

/** The digest of a value's canonical JSON; long enough to make collisions negligible. */
export function digest(value: unknown): string {
  return createHash("sha256").update(canonical(value)).digest("base64url").slice(0, 22);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${canonical(item)}`).join()}}`;
}

export function mentionKey({ article, entity, start, end }: MentionRow): string {
  return JSON.stringify([article, entity, start, end]);
}

function sum(counts: readonly Counts[]): Counts {
  const total = (count: keyof Counts) => counts.reduce((before, one) => before + one[count], 0);
  return {
    created: total("created"),
    changed: total("changed"),
    unchanged: total("unchanged"),
    removed: total("removed"),
  };
}
