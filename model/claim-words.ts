import { isOfHeldDocument, relationOf, type Claim } from "./claim.ts";
import type { Entity } from "./entity.ts";
import { typeWords } from "./ontology.ts";
import { relationSentence } from "./sentences.ts";
import type { StoryGraph } from "./story.ts";
import {
  capital,
  currentVersion,
  onDate,
  publisherOf,
  versionDate,
  versionNamed,
  withNotice,
  type TextVersion,
  type Versions,
} from "./version-words.ts";

/** A report for readers about claims that do not stand: one claim, or all claims of a document that is held back. */
export interface ClaimReport {
  /** Ids of the claims. */
  readonly claims: readonly string[];
  /** Ids of the entities they are about. */
  readonly ends: readonly string[];
  /** Ids of the sources. */
  readonly sources: readonly string[];
  /** The claim as a sentence; empty for a document that is held back, because it would repeat it. */
  readonly text: string;
  /** What happened to it. */
  readonly words: string;
  /** The sentences that said it, each once. */
  readonly was: readonly string[];
  /** The article's id, and its title. */
  readonly document: string;
  readonly title: string;
  /** The publisher's replacement, where that stands. */
  readonly instead: { readonly relation: string; readonly text: string } | null;
}

type Story = Versions & Pick<StoryGraph, "entities" | "relations">;

/** Reports claims in their order; those of a document that is held back or withdrawn become one report. */
export function reportClaims(claims: readonly Claim[], story: Story): ClaimReport[] {
  const entities = new Map(story.entities.map((entity) => [entity.id, entity]));
  const told = new Map<string, ClaimReport>();
  for (const claim of claims) {
    const { id, document, subject, object, source, inText } = claim;
    const isReport = isOfHeldReport(claim);
    const key = isReport ? `${inText} ${document}` : `claim ${id}`;
    const before = told.get(key);
    if (before !== undefined) {
      told.set(key, {
        ...before,
        claims: [...before.claims, id],
        ends: unique([...before.ends, subject, object]),
        sources: unique([...before.sources, source]),
      });
      continue;
    }
    const successor = story.relations.find((relation) => relation.id === claim.correctedBy);
    told.set(key, {
      claims: [id],
      ends: unique([subject, object]),
      sources: [source],
      text: isReport ? "" : claimSentence(claim, entities),
      words: claimWords(claim, story),
      was: isReport ? [] : unique(claim.was),
      document,
      title: story.articles.find((article) => article.id === document)?.title ?? document,
      instead:
        successor === undefined ? null : { relation: successor.id, text: relationSentence(successor, entities).text },
    });
  }
  return [...told.values()];
}

/** Describes what happened to a claim that does not stand. */
export function claimWords(claim: Claim, versions: Versions): string {
  const { document, status, inText, saidUntil, isDropped } = claim;
  if (status === "retracted") return "Taken back here.";
  if (isDropped === true) return "The story’s file no longer makes this claim; what was decided about it here is kept.";
  const article = versions.articles.find(({ id }) => id === document) ?? null;
  const publisher = publisherOf(article);
  const current = currentVersion(article);
  switch (inText) {
    case "stands":
      return "Proposed here: nobody has confirmed it yet.";
    case "unsure":
      return "The sentence was reworded: does it still say this?";
    case "on-hold":
      return withNotice(`${capital(publisher)} has put this report on hold`, noticeOf(current));
    case "killed":
      return current === null
        ? `${capital(publisher)} withdrew this report.`
        : withNotice(`${capital(publisher)} withdrew this report${onDate(current)}`, current);
    case "gone":
    case "corrected": {
      const next = saidUntil === undefined ? null : versionNamed(versions, document, saidUntil + 1);
      if (inText === "corrected")
        return next === null
          ? `Corrected by ${publisher}.`
          : withNotice(`Corrected by ${publisher}${onDate(next)}`, next);
      return `${untilWords(next)} ${reasonWords(next, publisher)}`;
    }
  }
}

function untilWords(next: TextVersion | null): string {
  if (next === null) return "No longer in this article.";
  const { how, words } = versionDate(next);
  return `In this article until ${words}${how === "read" ? " at the latest" : ""}.`;
}

function reasonWords(next: TextVersion | null, publisher: string): string {
  if (next?.notice === undefined) return "It gives no reason.";
  return withNotice(`${capital(publisher)} says`, next);
}

function noticeOf(version: TextVersion | null): Pick<TextVersion, "notice"> {
  return version?.notice === undefined ? {} : { notice: version.notice };
}

function isOfHeldReport({ status, inText, isDropped }: Claim): boolean {
  return isOfHeldDocument({ inText }) && status !== "retracted" && isDropped !== true;
}

/** A claim as a sentence; ends that are no longer in the story have the names stored with the claim. */
function claimSentence(claim: Claim, entities: ReadonlyMap<string, Entity>): string {
  const { subject, type, object, subjectName, objectName } = claim;
  if (entities.has(subject) && entities.has(object)) return relationSentence(relationOf(claim), entities).text;
  return `${subjectName} ${typeWords(type)} ${objectName}`;
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}
