import type { ConfirmRequest, DecisionAnswer, DecisionRequest } from "../../contract/corrections.ts";
import { Failure } from "../../contract/errors.ts";
import { claimOf, relationOf, type Claim } from "../../model/claim.ts";
import { codePoints } from "../../model/code-points.ts";
import { fingerprintOf, quoteOrdinals } from "../../model/fingerprint.ts";
import type { Receipt } from "../../model/reanchor.ts";
import { isStanding, type EditedProperty, type Relation } from "../../model/relation.ts";
import { spanAt } from "../../model/split-sentences.ts";
import type { Properties } from "../store/catalogue.ts";
import type { Store } from "../store/store.ts";
import type { InStory } from "./visibility.ts";
import { articleFrom, claimFrom, claimRow, relationFrom, relationRow } from "./rows.ts";
import { locked, noStory, type Context } from "./story-change.ts";
import { storyDifference } from "./story-difference.ts";
import { numberedVersion, type StoryRows } from "./story-rows.ts";

/** A stored claim: it stands, or it does not. */
type Found = { readonly relation: Relation } | { readonly claim: Claim };

/**
 * Sets a person's decision about a claim, separate from its file's content: a later load keeps it.
 * @throws Failure story/not-found, relation/not-found, request/invalid, load/busy
 */
export function decide(context: Context, wanted: InStory, request: DecisionRequest): Promise<DecisionAnswer> {
  const { who, why, ...wishes } = request;
  const names = (["status", "certainty", "polarity", "note", "reason"] as const).filter(
    (name) => wishes[name] !== undefined,
  );
  if (names.length === 0)
    throw invalid("body", "The decision says nothing", "Give status, certainty, polarity, note or reason");
  return changed(context, { ...wanted, who, why }, (found) => {
    const before = "relation" in found ? found.relation : relationOf(found.claim);
    const set = Object.fromEntries(names.map((name) => [name, wishes[name] ?? undefined]));
    const { note, reason, ...kept } = before;
    const after = { ...kept, ...withoutAbsent({ note, reason, ...set }) } as Relation;
    if ((after.certainty === "inferred" || after.certainty === "ambiguous") && (after.reason ?? "").trim() === "")
      throw invalid("reason", `What is ${after.certainty} needs a reason`, "Say why it is read so");
    const isSame = names.every((name) => after[name] === before[name]);
    return isSame ? found : settled({ ...after, edited: editedWith(before, names) }, found);
  });
}

/**
 * Restores a claim whose words were not found in its document's text, at the words that a person selects in it.
 * @throws Failure story/not-found, relation/not-found, request/invalid, load/busy
 */
export function confirm(context: Context, wanted: InStory, request: ConfirmRequest): Promise<DecisionAnswer> {
  const { who, why, receipt: given } = request;
  return changed(context, { ...wanted, who, why }, async (found) => {
    if ("relation" in found)
      throw invalid("id", "The claim stands already", "Correct the article when its text has changed");
    const { claim } = found;
    const [article] = await context.store.read("read/article", { story: wanted.story, id: claim.document });
    if (article === undefined)
      throw invalid("id", `The claim's document ${claim.document} is not there any more`, "Load it again");
    const { id, text, sentences, version = 1, versionKind } = articleFrom(article.properties);
    if (versionKind === "hold" || versionKind === "kill")
      throw invalid(
        "id",
        "The claim's document is held back by its publisher",
        "Correct the article when it is out again",
      );
    const receipt = given === undefined ? claim.proposal : receiptAt(given, sentences);
    if (receipt === null)
      throw invalid("receipt", "Nothing is proposed for the claim", "Name the words: start, end and quote");
    const points = codePoints(text);
    for (const [at, quote] of receipt.quotes.entries())
      if (points.slice(receipt.starts[at] ?? 0, receipt.ends[at] ?? 0) !== quote)
        throw invalid(
          `receipt[${at}]`,
          `The text of ${id} does not have “${quote}” there`,
          "Count in code points of the text as it is stored",
        );
    const before = relationOf(claim);
    const relation: Relation = {
      ...before,
      ...receipt,
      status: isStanding(before) ? before.status : "confirmed",
      fingerprint: fingerprintOf({ ...before, ...receipt }, quoteOrdinals(new Map([[id, text]]))),
      edited: editedWith(before, isStanding(before) ? ["receipt"] : ["receipt", "status"]),
      ...(version > 1 && claim.inText !== "stands" && { saidFrom: before.saidFrom ?? 1 }),
    };
    return { relation };
  });
}

function receiptAt(
  given: NonNullable<ConfirmRequest["receipt"]>,
  sentences: readonly (readonly [number, number])[],
): Receipt {
  const starts = sentences.map(([start]) => ({ start }));
  return {
    quotes: given.map(({ quote }) => quote),
    starts: given.map(({ start }) => start),
    ends: given.map(({ end }) => end),
    sentences: given.map(({ start }) => spanAt(starts, start)),
  };
}

/** The claim after a decision: one that its document makes stands unless it is retracted. */
function settled(relation: Relation, found: Found): Found {
  if ("relation" in found) {
    if (isStanding(relation)) return { relation };
    return {
      claim: claimOf(relation, { inText: "stands", subjectName: relation.subject, objectName: relation.object }),
    };
  }
  const { inText, isDropped, saidUntil, was, proposal, correctedBy, subjectName, objectName } = found.claim;
  if (isStanding(relation) && inText === "stands" && isDropped !== true) return { relation };
  return {
    claim: claimOf(relation, { inText, isDropped, saidUntil, was, proposal, correctedBy, subjectName, objectName }),
  };
}

function editedWith({ edited = [] }: Relation, names: readonly EditedProperty[]): EditedProperty[] {
  return [...new Set([...edited, ...names])].toSorted();
}

function withoutAbsent(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

interface Deciding extends InStory {
  readonly who: string | undefined;
  readonly why: string | undefined;
}

/** Changes one claim and adds the ledger entry in one step. */
async function changed(
  context: Context,
  { story, id, who, why }: Deciding,
  change: (found: Found) => Found | Promise<Found>,
): Promise<DecisionAnswer> {
  const { store } = context;
  return locked(context, { story, work: "changed" }, async (lock) => {
    const [seen] = await store.read("read/story", { story });
    if (seen === undefined) throw noStory(story);
    const before = await foundClaim(store, { story, id });
    const after = await withNames(store, story, await change(before));
    const stored = rowsWith(story, seen.properties, before);
    const changes = Number(seen.properties["changes"] ?? 1) + 1;
    const wanted = rowsWith(story, numbered(seen.properties, changes, stored.relations, after), after);
    const { steps, count } = storyDifference(stored, wanted).writes({
      at: new Date().toISOString(),
      who: who ?? context.program,
      what: "decision",
      why,
      subject: id,
    });
    if (count > 0) await lock.replace([...steps], count);
    return {
      relation: "relation" in after ? after.relation : null,
      claim: "claim" in after ? after.claim : null,
      change: count > 0 ? changes : null,
    };
  });
}

async function foundClaim(store: Store, { story, id }: InStory): Promise<Found> {
  const [row] = await store.read("read/relation", { story, id });
  if (row !== undefined) return { relation: relationFrom(row, row.properties) };
  const [claim] = await store.read("read/claim", { story, id });
  if (claim !== undefined) return { claim: claimFrom(claim.properties) };
  throw new Failure("relation/not-found", `There is no relation with the id ${id} in the story ${story}`);
}

/** Adds the names of its ends to a claim that stood until now. */
async function withNames(store: Store, story: string, found: Found): Promise<Found> {
  if ("relation" in found) return found;
  const { claim } = found;
  const name = async (id: string, known: string) => {
    if (known !== id) return known;
    const [entity] = await store.read("read/entity", { story, id });
    return entity === undefined ? id : String(entity.properties["name"]);
  };
  const subjectName = await name(claim.subject, claim.subjectName);
  return { claim: { ...claim, subjectName, objectName: await name(claim.object, claim.objectName) } };
}

/** One claim as the rows of a story without other records. */
function rowsWith(
  story: string,
  properties: Properties,
  found: Found,
): StoryRows & { readonly relations: readonly unknown[] } {
  return {
    story,
    properties,
    articles: [],
    entities: [],
    mentions: [],
    questions: [],
    versions: [],
    relations: "relation" in found ? [relationRow(story, found.relation)] : [],
    claims: "claim" in found ? [claimRow(story, found.claim)] : [],
  };
}

function numbered(properties: Properties, changes: number, before: StoryRows["relations"], after: Found): Properties {
  const came = ("relation" in after ? 1 : 0) - before.length;
  return {
    ...properties,
    relationCount: Number(properties["relationCount"]) + came,
    version: numberedVersion(String(properties["version"]), changes),
    changes,
  };
}

function invalid(field: string, message: string, remedy: string): Failure {
  return new Failure("request/invalid", `${message}; nothing was changed`, { place: { field }, remedy });
}
