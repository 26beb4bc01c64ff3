import { z } from "zod";
import { isStanding, Relation } from "./relation.ts";
import type { Receipt } from "./reanchor.ts";

/**
 * The relation of a document to a claim. `stands`: its text says it. `gone`: a later text no longer has the words.
 * `corrected`: the same, and its publisher calls that text a correction. `unsure`: it has the words, but they may refer
 * to another entity. `on-hold`, `killed`: the publisher has suspended or withdrawn the whole document.
 */
export const InText = z.enum(["stands", "gone", "corrected", "on-hold", "killed", "unsure"]);
export type InText = z.infer<typeof InText>;

const Spans = z.strictObject({
  quotes: z.array(z.string()),
  starts: z.array(z.int().min(0)),
  ends: z.array(z.int().min(1)),
  sentences: z.array(z.int().min(0)),
});

/**
 * A claim that is not drawn, counted or traversed: its document no longer says it, a person retracted it, or it is only
 * proposed. Its id is the one that it had, or will have, as a relation. Its receipt is that of the last version that
 * said it.
 */
export const Claim = Relation.extend({
  inText: InText,
  /** The last version of the document that said it, from 1 on; absent where the current one does. */
  saidUntil: z.int().min(1).optional(),
  /** The sentences that said it, one per span; empty for a withdrawn document. */
  was: z.array(z.string()).default([]),
  /** A place in the current text that a person should check. */
  proposal: Spans.nullable().default(null),
  /** The relation that the publisher's correction put in its place. */
  correctedBy: z.string().optional(),
  /** Its file no longer makes the claim, but somebody decided about it here. */
  isDropped: z.boolean().optional(),
  subjectName: z.string(),
  objectName: z.string(),
});
export type Claim = z.infer<typeof Claim>;

/**
 * Selects what readers may see of claims that do not stand: what documents no longer say, but nothing of a document
 * that its publisher holds back or has withdrawn.
 */
export function readableClaims(claims: readonly Claim[]): Claim[] {
  return claims
    .filter(
      (claim) =>
        claim.inText !== "stands" && claim.inText !== "unsure" && claim.isDropped !== true && isStanding(claim),
    )
    .map((claim) => {
      if (!isOfHeldDocument(claim)) return { ...claim, proposal: null };
      return { ...claim, quotes: [], starts: [], ends: [], sentences: [], was: [], proposal: null };
    });
}

/** Whether the publisher holds back or has withdrawn the claim's document. */
export function isOfHeldDocument({ inText }: Pick<Claim, "inText">): boolean {
  return inText === "on-hold" || inText === "killed";
}

/** The relation of a claim, without the fields that only claims have. */
export function relationOf(claim: Claim): Relation {
  const { inText, saidUntil, was, proposal, correctedBy, isDropped, subjectName, objectName, ...relation } = claim;
  return relation;
}

/** Turns a relation into a claim that does not stand. */
export function claimOf(
  relation: Relation,
  more: Pick<Claim, "inText" | "subjectName" | "objectName"> & {
    readonly saidUntil?: number | undefined;
    readonly was?: readonly string[];
    readonly proposal?: Receipt | null;
    readonly correctedBy?: string | undefined;
    readonly isDropped?: boolean | undefined;
  },
): Claim {
  const { saidUntil, correctedBy, isDropped, was = [], proposal = null, ...own } = more;
  return {
    ...relation,
    ...own,
    was: [...was],
    proposal,
    ...(saidUntil !== undefined && { saidUntil }),
    ...(correctedBy !== undefined && { correctedBy }),
    ...(isDropped === true && { isDropped }),
  };
}
