import type { Kind } from "./kinds.ts";

/** A relation type of the ontology: its words, and the kinds it may join. */
export interface TypeRule {
  readonly words: string;
  readonly from: readonly (Kind | "Article")[];
  readonly to: readonly (Kind | "Article")[];
}

const AGENT = ["Person", "ArmedForce", "Organization", "Group", "Country"] as const;
const ANY = [...AGENT, "Place", "Facility", "Object", "Document", "Event", "Statement"] as const;

/**
 * The 33 types. MENTIONS is not one of them: it joins an article to the entities it names and is never shown in a view.
 */
export const ONTOLOGY: Readonly<Record<string, TypeRule>> = {
  LEADS: { words: "leads", from: ["Person"], to: ["Organization", "ArmedForce", "Country", "Group"] },
  DEPUTY_OF: { words: "is deputy of", from: ["Person"], to: ["Person", "Organization", "ArmedForce"] },
  SUCCEEDS: {
    words: "takes the post of",
    from: ["Person", "Organization", "ArmedForce"],
    to: ["Person", "Organization", "ArmedForce"],
  },
  MEMBER_OF: { words: "belongs to", from: AGENT, to: ["Organization", "ArmedForce", "Group"] },
  PART_OF: {
    words: "is part of",
    from: ["ArmedForce", "Organization", "Group", "Event", "Place", "Document"],
    to: ["ArmedForce", "Organization", "Group", "Event", "Place", "Document"],
  },
  OF_COUNTRY: {
    words: "is of",
    from: ["Person", "ArmedForce", "Organization", "Group", "Facility", "Object", "Document"],
    to: ["Country"],
  },
  LOCATED_IN: {
    words: "lies in",
    from: ["Place", "Facility", "Organization", "ArmedForce"],
    to: ["Place", "Country", "Facility"],
  },
  ALLIED_WITH: { words: "is close to", from: AGENT, to: AGENT },
  REPRESENTS: {
    words: "acts for",
    from: ["Person", "Organization"],
    to: ["Country", "Organization", "ArmedForce", "Person"],
  },
  OWNS: { words: "owns or uses", from: AGENT, to: ["Object", "Facility", "Organization", "Document"] },
  SANCTIONED: { words: "blacklisted", from: ["Country", "Organization"], to: AGENT },
  PARTY_TO: { words: "is party to", from: ["Country", "Organization", "ArmedForce", "Group"], to: ["Document"] },
  PERMITS: { words: "is the legal basis of", from: ["Document"], to: ["Event"] },
  REFERENCES: { words: "links to", from: ["Article", "Document"], to: ["Article", "Document"] },
  CARRIED_OUT: { words: "carried out", from: AGENT, to: ["Event"] },
  ORDERED: { words: "ordered", from: ["Person", "Organization", "Country"], to: ["Event"] },
  PLANNED: { words: "planned", from: AGENT, to: ["Event"] },
  PARTICIPATED_IN: { words: "took part in", from: AGENT, to: ["Event"] },
  TARGETED: { words: "was directed at", from: ["Event"], to: [...AGENT, "Place", "Facility", "Object", "Document"] },
  KILLED: { words: "killed", from: ["Event"], to: ["Person", "Group"] },
  INJURED: { words: "wounded", from: ["Event"], to: ["Person", "Group"] },
  USED: { words: "was done with", from: ["Event"], to: ["Object"] },
  INVOLVES: { words: "involves", from: ["Event"], to: [...AGENT, "Place", "Facility", "Object", "Document", "Event"] },
  OCCURRED_AT: { words: "took place at", from: ["Event"], to: ["Country", "Place", "Facility"] },
  ORIGIN: { words: "starts at", from: ["Event"], to: ["Country", "Place", "Facility"] },
  DESTINATION: { words: "goes to", from: ["Event"], to: ["Country", "Place", "Facility"] },
  PRECEDES: { words: "came before", from: ["Event", "Statement"], to: ["Event", "Statement"] },
  CAUSED: { words: "led to", from: ["Event"], to: ["Event"] },
  MADE: { words: "said", from: AGENT, to: ["Statement"] },
  ADDRESSED_TO: { words: "was addressed to", from: ["Statement"], to: AGENT },
  ABOUT: { words: "is about", from: ["Statement"], to: ANY },
  SUPPORTS: { words: "backs", from: AGENT, to: [...AGENT, "Event", "Document"] },
  OPPOSES: { words: "is against", from: AGENT, to: [...AGENT, "Event", "Document"] },
};

/** The words of a type; a type of an imported graph is its own name in lower case. */
export function typeWords(type: string): string {
  return ONTOLOGY[type]?.words ?? type.toLowerCase().replaceAll("_", " ");
}
