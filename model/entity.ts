import { z } from "zod";
import { Kind } from "./kind-schema.ts";
import { LongInteger } from "./long-integer.ts";
import { RecordId } from "./record-id.ts";

/** A value that both stores keep unchanged: string, number, boolean, or a list of strings or numbers. */
export const PropertyValue = z.union(
  [
    z.string(),
    z.number(),
    LongInteger,
    z.boolean(),
    z.array(z.string()),
    // Both stores turn a list of numbers into floats when one of them is a float, which would round a long integer.
    z
      .array(z.union([z.number(), LongInteger]))
      .refine(
        (list) => list.every((item) => typeof item === "number") || list.every(isWhole),
        "a list with a whole number beyond ±9007199254740991 has no decimals",
      ),
  ],
  "a property is a text, a number, true or false, or a list of texts or of numbers",
);
export type PropertyValue = z.infer<typeof PropertyValue>;

function isWhole(item: number | LongInteger): boolean {
  return typeof item !== "number" || Number.isSafeInteger(item);
}

export const PropertyName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, "a property's name is letters, digits and _");

/** Properties that the product stores on every record of a story; a file must not use these names. */
export const RESERVED_NAMES = ["story", "canonical", "origin", "ofStory", "stagedLabels"] as const;

/** The span of a text that states a property, in code points. */
export const PropertyReceipt = z.strictObject({
  property: PropertyName,
  article: z.string().optional().describe("Where it is not the story's first"),
  start: z.int().min(0),
  end: z.int().min(1),
});
export type PropertyReceipt = z.infer<typeof PropertyReceipt>;

/** Code points of a label; a longer name has a short one. */
export const MAX_LABEL = 24;

/** Whether a text has at most so many code points. */
export function isAtMost(text: string, codePoints: number): boolean {
  // A code point has one or two units.
  if (text.length <= codePoints) return true;
  return text.length <= 2 * codePoints && Array.from(text).length <= codePoints;
}

/** A node readers can point at: person, force, place, event, statement … */
export const Entity = z.strictObject({
  id: RecordId,
  label: Kind,
  name: z.string().min(1),
  short: z
    .string()
    .min(1)
    .refine((text) => isAtMost(text, MAX_LABEL), `a label has at most ${MAX_LABEL} characters`)
    .meta({ maxLength: MAX_LABEL })
    .optional(),
  /** A narrower word within the label, for example military-officer or air-strike. */
  kind: z.string().optional(),
  description: z.string().optional(),
  wikidata: z.string().optional(),
  /** Proper names and demonyms in the text. */
  aliases: z.array(z.string()).default([]),
  /** Names that the text does not use: other scripts and spellings. */
  otherNames: z.array(z.string()).default([]),
  properties: z.record(PropertyName, PropertyValue).default({}),
  receipts: z.array(PropertyReceipt).default([]),
});
export type Entity = z.infer<typeof Entity>;

/** The text of a label. */
export function shortName(entity: Pick<Entity, "name" | "short">): string {
  return entity.short ?? entity.name;
}
