import { z } from "zod";
import { isVisible } from "../model/visible-text.ts";
import { Id } from "./browse.ts";
import { words } from "./words.ts";

const LEAST_WORDS = 2;
const MOST_WORDS = 1_000;

/** What to erase: words, an article or an entity. */
export const ErasureRequest = z
  .strictObject({
    words: z
      .string()
      .trim()
      .refine((text) => text.isWellFormed() && isVisible(text), "shows no words")
      .refine((text) => Array.from(text).length >= LEAST_WORDS, `has fewer than ${LEAST_WORDS} characters`)
      .refine((text) => Array.from(text).length <= MOST_WORDS, `has more than ${MOST_WORDS} characters`)
      .optional(),
    article: Id.optional(),
    entity: Id.optional(),
    reason: words(2_000).optional().describe("The ground of the erasure; what is erased is erased of it too"),
    who: words(200).optional().describe("Who does it, as initials or a name"),
  })
  .refine(
    ({ words, article, entity }) => [words, article, entity].filter((one) => one !== undefined).length === 1,
    "names one of words, article and entity",
  );
export type ErasureRequest = z.infer<typeof ErasureRequest>;

/** The number of records in each list that contain the erased words, or that are erased with them. */
export const ErasedPlaces = z.strictObject({
  occurrences: z.int().describe("Places in the articles' texts, as they are now, that are blacked out"),
  story: z.int().describe("1 where it is in the title, the summary or the lists of the story itself"),
  articles: z.int(),
  versions: z.int().describe("Texts that were replaced"),
  entities: z.int(),
  mentions: z.int(),
  relations: z.int(),
  claims: z.int(),
  questions: z.int(),
  changes: z.int().describe("Entries of the ledger that lose records or words"),
  judgements: z.int(),
  views: z.int().describe("Saved views"),
});
export type ErasedPlaces = z.infer<typeof ErasedPlaces>;

export const ErasureReport = z.strictObject({
  story: z.string(),
  places: ErasedPlaces,
  isUnloaded: z.boolean().describe("The article was the story's last: the story goes with it"),
  change: z.int().nullable().describe("The entry of the ledger that tells of it; null where there is none"),
  files: z.array(z.string()).describe("Old files of the data folder that were removed"),
  elsewhere: z
    .array(z.string())
    .describe("Words of an erased entity's names that other records hold: erase them as words where they mean it"),
  unreached: z.array(z.string()).describe("Where it may still be, in words: what no erasure here reaches"),
  dryRun: z.boolean(),
});
export type ErasureReport = z.infer<typeof ErasureReport>;
