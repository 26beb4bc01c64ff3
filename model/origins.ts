import { foldName } from "./names.ts";
import { isVisible } from "./visible-text.ts";

/** The fields that determine the origin of a document. */
export interface SourcedDocument {
  readonly id: string;
  /** The id or the address of the document that it copies, or the name of its first author, for example Reuters. */
  readonly derivedFrom?: string | undefined;
  /** The hash of its text: two documents with the same text are one origin. */
  readonly sha256?: string | undefined;
  readonly url?: string | undefined;
  readonly archiveUrl?: string | undefined;
}

/** The origin of each document by its id: the id of the copied document, or a name from outside the story. */
export type Origins = ReadonlyMap<string, string>;

/**
 * Groups documents of one story: those that copy one another, have the same text or name the same outside origin share
 * one origin.
 */
export function originsOf(documents: readonly SourcedDocument[]): Origins {
  return joined([{ documents, refOf: (id) => id }]);
}

/** The same across several stories, in which ids are local: `refOf` makes them global. */
export function originsAcross(
  stories: ReadonlyMap<string, readonly SourcedDocument[]>,
  refOf: (story: string, id: string) => string,
): Origins {
  return joined([...stories].map(([story, documents]) => ({ documents, refOf: (id) => refOf(story, id) })));
}

/** Finds the document of a story for a `derivedFrom`, by its id or its address; null for a name from outside. */
export function documentNamed(documents: readonly SourcedDocument[]): (derivedFrom: string) => string | null {
  const ids = new Map(documents.map(({ id }) => [idKey(id), id]));
  const addresses = new Map<string, string>();
  for (const { id, url, archiveUrl } of documents)
    for (const address of [url, archiveUrl])
      if (address !== undefined && !addresses.has(addressKey(address))) addresses.set(addressKey(address), id);
  return (derivedFrom) => ids.get(idKey(derivedFrom)) ?? addresses.get(addressKey(derivedFrom)) ?? null;
}

interface DocumentsOfStory {
  readonly documents: readonly SourcedDocument[];
  readonly refOf: (id: string) => string;
}

function joined(stories: readonly DocumentsOfStory[]): Origins {
  const sets = new DisjointSets();
  const outside = new Map<string, string>();
  const documents: { readonly ref: string; readonly copies: boolean }[] = [];
  for (const { documents: own, refOf } of stories) {
    const named = documentNamed(own);
    for (const { id, derivedFrom = "", sha256 } of own) {
      const ref = refOf(id);
      const copied = named(derivedFrom);
      const copies = isVisible(derivedFrom) && copied !== id;
      documents.push({ ref, copies });
      if (sha256 !== undefined) sets.join(`document ${ref}`, `text ${sha256}`);
      if (!copies) continue;
      const key = copied === null ? `name ${nameKey(derivedFrom)}` : `document ${refOf(copied)}`;
      if (copied === null && !outside.has(key)) outside.set(key, derivedFrom.trim());
      sets.join(`document ${ref}`, key);
    }
  }
  // The preferred name of a set: first a name from outside, then a document that copies nothing, then one that does.
  const names = new Map<string, string>();
  const offer = (key: string, name: string) => {
    const set = sets.find(key);
    if (!names.has(set)) names.set(set, name);
  };
  for (const [key, name] of outside) offer(key, name);
  for (const { ref } of documents.filter(({ copies }) => !copies)) offer(`document ${ref}`, ref);
  for (const { ref } of documents) offer(`document ${ref}`, ref);
  return new Map(documents.map(({ ref }) => [ref, names.get(sets.find(`document ${ref}`)) ?? ref]));
}

/** Union-find with path halving. */
class DisjointSets {
  private readonly parents = new Map<string, string>();

  find(key: string): string {
    let at = key;
    for (;;) {
      const parent = this.parents.get(at);
      if (parent === undefined) return at;
      const above = this.parents.get(parent);
      if (above !== undefined) this.parents.set(at, above);
      at = parent;
    }
  }

  join(one: string, other: string): void {
    const [root, into] = [this.find(one), this.find(other)];
    if (root !== into) this.parents.set(root, into);
  }
}

/** Ids that differ only in Unicode normalization are equal: id-space.ts. */
function idKey(id: string): string {
  return id.trim().normalize("NFC");
}

function addressKey(address: string): string {
  return address.trim().replace(/\/$/, "");
}

/** "Reuters" and "REUTERS" are one name; addresses are compared exactly. */
function nameKey(name: string): string {
  if (isAddress(name)) return addressKey(name);
  return foldName(name) || name.trim();
}

/** Whether an outside origin is an address. */
export function isAddress(name: string): boolean {
  return /^https?:\/\//i.test(name.trim()) && URL.canParse(name.trim());
}
