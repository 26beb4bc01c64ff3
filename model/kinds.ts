/** The kind labels, in the order of the legend; every entity also has the label `Entity`. */
export const KINDS = [
  "Person",
  "ArmedForce",
  "Organization",
  "Group",
  "Country",
  "Place",
  "Facility",
  "Object",
  "Document",
  "Event",
  "Statement",
] as const;

// Without zod, because an embed includes these words and must stay small. The schema is in kind-schema.ts.
export type Kind = (typeof KINDS)[number];

export interface KindWords {
  readonly one: string;
  readonly many: string;
}

/** The words that readers see. */
export const KIND_WORDS: Readonly<Record<Kind, KindWords>> = {
  Person: { one: "person", many: "people" },
  ArmedForce: { one: "armed force", many: "armed forces" },
  Organization: { one: "organization", many: "organizations" },
  Group: { one: "group", many: "groups" },
  Country: { one: "country", many: "countries" },
  Place: { one: "place", many: "places" },
  Facility: { one: "facility", many: "facilities" },
  Object: { one: "thing", many: "things" },
  Document: { one: "document", many: "documents" },
  Event: { one: "event", many: "events" },
  Statement: { one: "statement", many: "statements" },
};

/** The text below a name: "Iran · armed force"; each place once. */
export function captionWords(kind: Kind, places: readonly string[]): string {
  return [...new Set(places), KIND_WORDS[kind].one].join(" · ");
}
