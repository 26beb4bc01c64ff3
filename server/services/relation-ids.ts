import type { Relation } from "../../model/relation.ts";
import type { RelationRow } from "../store/catalogue.ts";

/**
 * Gives each relation of a file the id it has in the store already. A stored relation is found by its fingerprint, then
 * by its key where subject, type, object and document agree too. A new one gets the file's key, or, where that is some
 * other relation's id, its fingerprint.
 */
export function withStoredIds(relations: readonly Relation[], stored: readonly RelationRow[]): Relation[] {
  const free = new Map(stored.map((row) => [row.id, row]));
  const byFingerprint = grouped(stored, ({ properties }) => text(properties["fingerprint"]));
  const byKey = grouped(stored, ({ properties }) => text(properties["key"]));
  const given = new Map<Relation, string>();
  const take = (relation: Relation, candidates: readonly RelationRow[]) => {
    const found = candidates.find(({ id }) => free.has(id));
    if (found === undefined) return;
    free.delete(found.id);
    given.set(relation, found.id);
  };
  for (const relation of relations) {
    const same = byFingerprint.get(relation.fingerprint ?? "") ?? [];
    // Of several with one fingerprint, as a claim and its denial, the one with the same key goes first.
    take(
      relation,
      same.toSorted((a, b) => Number(hasKey(b, relation)) - Number(hasKey(a, relation))),
    );
  }
  for (const relation of relations) {
    if (!given.has(relation))
      take(
        relation,
        (byKey.get(relation.key ?? "") ?? []).filter((row) => isSameClaim(row, relation)),
      );
  }
  const taken = new Set([...stored.map(({ id }) => id), ...given.values()]);
  return relations.map((relation) => {
    const known = given.get(relation);
    if (known !== undefined) return { ...relation, id: known };
    const id = freeId([relation.key ?? "", `r-${relation.fingerprint}`], taken);
    taken.add(id);
    return { ...relation, id };
  });
}

function freeId(wanted: readonly string[], taken: ReadonlySet<string>): string {
  const [last = ""] = wanted.slice(-1);
  for (const id of wanted) if (id !== "" && !taken.has(id)) return id;
  let number = 2;
  while (taken.has(`${last}-${number}`)) number += 1;
  return `${last}-${number}`;
}

function hasKey({ properties }: RelationRow, { key }: Relation): boolean {
  return key !== undefined && properties["key"] === key;
}

function isSameClaim({ subject, type, object, properties }: RelationRow, relation: Relation): boolean {
  return (
    subject === relation.subject &&
    type === relation.type &&
    object === relation.object &&
    properties["document"] === relation.document
  );
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string | undefined): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
