import type { Relation } from "../../model/relation.ts";
import type { Sequence } from "../../model/sequence.ts";

/** The fields that identify a stored claim. */
export interface StoredClaim extends Pick<Relation, "id" | "subject" | "type" | "object" | "document"> {
  readonly key: string | undefined;
  /** The fingerprint of its receipt in the file's text; undefined where its words are gone. */
  readonly fingerprint: string | undefined;
}

/**
 * Gives each relation of a file the id of the stored relation that it matches: by its fingerprint, then by its key if
 * subject, type, object and document agree too. A new one gets the file's key as its id or, where another relation has
 * that id, its fingerprint.
 */
export function withStoredIds(relations: Sequence<Relation>, stored: Sequence<StoredClaim>): Sequence<Relation> {
  const taken = new Set<string>();
  const byFingerprint = new Map<string, Pick<StoredClaim, "id" | "key">[]>();
  for (const { id, key, fingerprint } of stored) {
    taken.add(id);
    if (fingerprint !== undefined) addTo(byFingerprint, fingerprint, { id, key });
  }
  const free = new Set(taken);
  const given: (string | undefined)[] = [];
  const takeFirst = (ids: readonly string[]) => {
    const found = ids.find((id) => free.has(id));
    if (found !== undefined) free.delete(found);
    return found;
  };
  const keysLeft = new Set<string>();
  for (const { fingerprint = "", key } of relations) {
    // Among several with one fingerprint, such as a claim and its denial, the one with the same key has priority.
    const isSameKey = (claim: Pick<StoredClaim, "key">) => key !== undefined && claim.key === key;
    const same = (byFingerprint.get(fingerprint) ?? []).toSorted((a, b) => Number(isSameKey(b)) - Number(isSameKey(a)));
    const found = takeFirst(same.map(({ id }) => id));
    given.push(found);
    if (found === undefined && key !== undefined) keysLeft.add(key);
  }
  byFingerprint.clear();
  const byKey = new Map<string, StoredClaim[]>();
  if (keysLeft.size > 0) {
    for (const claim of stored) {
      const { key } = claim;
      if (key !== undefined && keysLeft.has(key)) addTo(byKey, key, claim);
    }
  }
  for (const [index, relation] of numbered(relations)) {
    if (given[index] !== undefined) continue;
    const same = (byKey.get(relation.key ?? "") ?? []).filter((row) => isSameClaim(row, relation));
    given[index] = takeFirst(same.map(({ id }) => id));
  }
  for (const [index, relation] of numbered(relations)) {
    if (given[index] !== undefined) continue;
    const id = freeId([relation.key ?? "", `r-${relation.fingerprint}`], taken);
    taken.add(id);
    given[index] = id;
  }
  return relations.map((relation, index) => ({ ...relation, id: given[index] ?? relation.id }));
}

function* numbered<Item>(items: Iterable<Item>): Iterable<readonly [number, Item]> {
  let index = 0;
  for (const item of items) yield [index++, item];
}

function freeId(wanted: readonly string[], taken: ReadonlySet<string>): string {
  const [last = ""] = wanted.slice(-1);
  for (const id of wanted) if (id !== "" && !taken.has(id)) return id;
  let number = 2;
  while (taken.has(`${last}-${number}`)) number += 1;
  return `${last}-${number}`;
}

function isSameClaim(stored: StoredClaim, { subject, type, object, document }: Relation): boolean {
  return stored.subject === subject && stored.type === type && stored.object === object && stored.document === document;
}

function addTo<Item>(groups: Map<string, Item[]>, key: string, item: Item): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}
