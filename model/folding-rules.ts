/** How events and speech acts become lines: the rules of the news ontology. An imported ontology may bring its own; without any, nothing folds. */
export interface FoldingRules {
  /** Kinds that fold. */
  readonly events: readonly string[];
  readonly statements: readonly string[];
  /** An event on which so many others hang is kept as a mark. */
  readonly keepFrom: number;
  /** Types by which somebody does an event. */
  readonly doing: readonly string[];
  /** The one of them by which it is somebody's own deed. */
  readonly carryingOut: string;
  /** Types by which an event is done to something, and the roles of `involving` that mean the same. */
  readonly doneTo: readonly string[];
  readonly involving: string;
  readonly patientRoles: readonly string[];
  /** Where an event goes, and where it is. */
  readonly destination: string;
  readonly place: string;
  /** Types that reach through an event to who does it. */
  readonly throughDoer: readonly string[];
  readonly partOf: string;
  readonly making: string;
  readonly addressing: string;
  readonly about: string;
  /** Types that become the caption under a name. */
  readonly captions: readonly string[];
  /** Types between events that belong to the timeline. */
  readonly timeline: readonly string[];
  /** A listener of one of these kinds merely heard it: words only. */
  readonly listeners: readonly string[];
}

export const NEWS_FOLDING: FoldingRules = {
  events: ["Event"],
  statements: ["Statement"],
  keepFrom: 3,
  doing: ["CARRIED_OUT", "ORDERED", "PLANNED", "PARTICIPATED_IN"],
  carryingOut: "CARRIED_OUT",
  doneTo: ["KILLED", "INJURED", "TARGETED"],
  involving: "INVOLVES",
  patientRoles: [
    "appointee",
    "mourned",
    "avenged",
    "assisted",
    "opponent",
    "carried",
    "transported",
    "protected",
    "adopted",
    "bound",
    "buried",
    "suspended",
  ],
  destination: "DESTINATION",
  place: "OCCURRED_AT",
  throughDoer: ["PERMITS", "SUPPORTS", "OPPOSES"],
  partOf: "PART_OF",
  making: "MADE",
  addressing: "ADDRESSED_TO",
  about: "ABOUT",
  captions: ["OF_COUNTRY", "LOCATED_IN"],
  timeline: ["CAUSED", "PRECEDES", "PART_OF"],
  listeners: [],
};
