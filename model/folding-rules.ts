/**
 * How events and speech acts become lines: the rules of the news ontology. An imported ontology may define its own;
 * without rules nothing folds.
 */
export interface FoldingRules {
  /** Kinds that fold. */
  readonly events: readonly string[];
  readonly statements: readonly string[];
  /** An event with at least so many relations stays a mark. */
  readonly keepFrom: number;
  /** Types between an actor and an event. */
  readonly doing: readonly string[];
  /** The one of them by which the event is the actor's own deed. */
  readonly carryingOut: string;
  /** Types between an event and its patient, and the roles of `involving` with the same meaning. */
  readonly doneTo: readonly string[];
  readonly involving: string;
  readonly patientRoles: readonly string[];
  /** The types of an event's destination and of its place. */
  readonly destination: string;
  readonly place: string;
  /** Types that extend through an event to its actor. */
  readonly throughDoer: readonly string[];
  readonly partOf: string;
  readonly making: string;
  readonly addressing: string;
  readonly about: string;
  /** Types that become a caption below a name. */
  readonly captions: readonly string[];
  /** Types between events that form the timeline. */
  readonly timeline: readonly string[];
  /** A listener of one of these kinds only heard it: the relation becomes words only. */
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
