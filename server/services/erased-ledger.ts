import type { Eraser } from "../../model/eraser.ts";
import type { Properties } from "../store/catalogue.ts";
import type { Store, WriteStep } from "../store/store.ts";
import { partsOf, type ChangeItem } from "./ledger.ts";
import { storedProperties } from "./rows.ts";

/** An entry of a story's ledger, with its records as stored. */
export interface LedgerEntry {
  readonly properties: Properties;
  readonly parts: readonly string[];
}

/** What an erasure removes from a ledger. */
export interface LedgerErasure {
  readonly eraser: Eraser;
  /** Ids that are removed, or derived from the words: their entries are removed. */
  readonly gone: ReadonlySet<string>;
  /** New ids of records, by old id. */
  readonly ids: ReadonlyMap<string, string>;
  /** Articles with a changed text: their earlier changes cannot be reverted. */
  readonly changedArticles: ReadonlySet<string>;
  /** Whether the story's first article is removed, which receipts without an article refer to. */
  readonly isFirstGone: boolean;
}

export const EVERY_CHANGE = 1_000_000_000;

/** The whole ledger of a story. */
export async function readLedger(store: Store, story: string): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for (const { properties } of await store.read("read/changes", { story, before: null, limit: EVERY_CHANGE })) {
    const rows = await store.read("read/change-parts", { story, change: Number(properties["number"]) });
    entries.push({ properties, parts: rows.map(({ items }) => items) });
  }
  return entries;
}

/** The writes that erase from the ledger, and the number of entries they change. */
export function ledgerSteps(
  story: string,
  ledger: readonly LedgerEntry[],
  erasure: LedgerErasure,
): { readonly steps: WriteStep[]; readonly entries: number } {
  const eraser = withKnownIds(erasure.eraser);
  const changed = ledger.flatMap((entry) => erasedEntry(entry, { ...erasure, eraser }) ?? []);
  const numbers = changed.map(({ number }) => ({ change: number }));
  if (changed.length === 0) return { steps: [], entries: 0 };
  return {
    steps: [
      { name: "write/remove-change-parts", parameters: { story, rows: numbers } },
      ...changed.map((parameters): WriteStep => ({ name: "write/merge-change", parameters: { story, ...parameters } })),
    ],
    entries: changed.length,
  };
}

/** Caches the result per id, because property names repeat. */
function withKnownIds(eraser: Eraser): Eraser {
  const known = new Map<string, boolean>();
  const holdsId = (id: string) => {
    const found = known.get(id) ?? eraser.holdsId(id);
    known.set(id, found);
    return found;
  };
  return { ...eraser, holdsId };
}

/** The erased form of an entry; null where it contains nothing to erase. */
function erasedEntry({ properties, parts }: LedgerEntry, erasure: LedgerErasure) {
  const items = parts.flatMap((part) => JSON.parse(part) as ChangeItem[]);
  const left = items.filter((item) => !isHeldBy(item, erasure));
  const isOfOtherText = items.some((item) => isOfChangedText(item, erasure.changedArticles));
  const own = erasedProperties(properties, erasure);
  const isWhole = left.length === items.length && !isOfOtherText;
  if (isWhole && JSON.stringify(own) === JSON.stringify(properties)) return null;
  const number = Number(properties["number"]);
  return { number, properties: isWhole ? own : { ...own, isKept: false }, parts: partsOf(left) };
}

function erasedProperties(properties: Properties, { eraser, gone, ids }: LedgerErasure): Properties {
  const { who, why, subject, ...own } = properties;
  const erased = (words: unknown) => (typeof words === "string" ? eraser.erased(words) : words);
  if (typeof subject !== "string") return storedProperties({ ...properties, who: erased(who), why: erased(why) });
  const now = ids.get(subject);
  const isGone = gone.has(subject) || (now === undefined && eraser.holdsId(subject));
  // A publisher's notice, or a remark about a claim, is removed with it.
  if (isGone) return storedProperties({ ...own, who: erased(who), sha256: undefined });
  return storedProperties({ ...properties, who: erased(who), why: erased(why), subject: now ?? subject });
}

function propertiesOf(record: object): Properties {
  return "properties" in record ? (record.properties as Properties) : {};
}

function isOfChangedText({ list, key }: ChangeItem, articles: ReadonlySet<string>): boolean {
  if (list === "articles") return articles.has(key);
  return list === "versions" && articles.has(String((JSON.parse(key) as unknown[])[0]));
}

function isHeldBy(item: ChangeItem, { eraser, gone, ids, isFirstGone }: LedgerErasure): boolean {
  const isHeld = (value: unknown): boolean => {
    if (typeof value === "string") return gone.has(value) || ids.has(value) || eraser.holds(value);
    if (typeof value !== "object" || value === null) return false;
    return Object.entries(value).some(([name, one]) => eraser.holdsId(name) || isHeld(one));
  };
  const statesOfFirst = (record: object | null) => {
    const { receiptProperties, receiptDocuments } = record === null ? {} : propertiesOf(record);
    return receiptProperties !== undefined && receiptDocuments === undefined;
  };
  if (isFirstGone && item.list === "entities" && (statesOfFirst(item.before) || statesOfFirst(item.after))) return true;
  return eraser.holdsId(item.key) || isHeld(item.key) || isHeld(item.before) || isHeld(item.after);
}
