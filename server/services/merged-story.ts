import type { ArticleCorrection, LostDecision } from "../../contract/corrections.ts";
import { Failure } from "../../contract/errors.ts";
import type { Article } from "../../model/article.ts";
import { isBefore } from "../../model/iso-date.ts";
import { isHeldBack, prunedVersion, type ArticleVersion, type EarlierTexts } from "../../model/article-version.ts";
import { claimOf, relationOf, type Claim, type InText } from "../../model/claim.ts";
import type { NamesById } from "../../model/corrected-article.ts";
import { fingerprintOf, quoteOrdinals, type QuoteOrdinal } from "../../model/fingerprint.ts";
import type { Receipt } from "../../model/reanchor.ts";
import { isStanding, type Relation } from "../../model/relation.ts";
import { concat, filterSequence, type Sequence } from "../../model/sequence.ts";
import type { StoryRecords } from "../../model/story-file.ts";
import { ArticleRevision } from "./article-revision.ts";
import { withStoredIds, type StoredClaim } from "./relation-ids.ts";
import { articleFrom, claimFrom, relationFrom, versionFrom } from "./rows.ts";
import type { FirstContent, StoryContent, StoryLists } from "./story-rows.ts";

export interface MergeOptions {
  /** The time of the load, ISO 8601. */
  readonly now: string;
  readonly earlierTexts: EarlierTexts;
  /** Takes exactly the file, without decisions made here. */
  readonly discardEdits: boolean;
}

/** The result of a merge: the new content, and what the load report says about it. */
export interface MergedStory {
  readonly content: StoryContent;
  /** Articles with a new text, or held back by their publisher. */
  readonly corrections: readonly ArticleCorrection[];
  /** Decisions about claims that the file or the document no longer makes. */
  readonly lost: readonly LostDecision[];
}

/** The content of a story that the store does not have yet. */
export function firstStory(content: StoryRecords): FirstContent {
  const held = heldBack(content.articles);
  if (content.claims.length === 0 && held.size === 0) return { ...content, claims: [], versions: [] };
  const nameOf = firstNames(entityNames(content));
  const isTold = ({ document }: Relation) => !held.has(document);
  const asClaim = (relation: Relation) =>
    claimOf(relation, { inText: held.get(relation.document) ?? "stands", ...nameOf(relation) });
  const untold = held.size === 0 ? [] : filterSequence(content.relations, (relation) => !isTold(relation));
  const relations = held.size === 0 ? content.relations : filterSequence(content.relations, isTold);
  const isArticle = new Set(content.articles.map(({ id }) => id));
  return {
    ...content,
    relations,
    articleRelations:
      held.size === 0
        ? content.articleRelations
        : filterSequence(relations, ({ subject }) => isArticle.has(subject)).length,
    claims: concat<Relation>(content.claims, untold).map(asClaim),
    versions: [],
  };
}

/**
 * Merges a story file into the stored story. First re-anchors stored receipts in the texts of the file, so that a claim
 * keeps its identity when its article's text changes; then gives the file's claims the ids and decisions of the stored
 * claims they match. Deletes a claim that the file no longer makes, unless its words are gone from the document: that
 * one is kept as a claim that is gone.
 * @throws Failure correction/older
 */
export function mergeStory(content: StoryRecords, stored: StoryLists, options: MergeOptions): MergedStory {
  const before = new Map(Array.from(stored.articles, ({ id, properties }) => [id, articleFrom(properties)]));
  const articles = content.articles.map((article) => nextVersion(article, before.get(article.id), options.now));
  const names = entityNames(content);
  const revisions = new Map<string, ArticleRevision>();
  for (const article of articles) {
    const old = before.get(article.id);
    if (old !== undefined && (article.version ?? 1) > (old.version ?? 1))
      revisions.set(article.id, new ArticleRevision(old, article, names));
  }
  const carried = carriedOver(stored, revisions, articles);
  const used = new Set<string>();
  const merged = withStoredIds(concat<Relation>(content.relations, content.claims), carried.claims).map((relation) =>
    mergeRelation(relation, carried, revisions.get(relation.document), options),
  );
  const held = heldBack(articles);
  const fallen = new Set<string>();
  const relations = filterSequence(merged, (relation) => {
    used.add(relation.id);
    const revision = revisions.get(relation.document);
    if (revision !== undefined && !isStored(relation, revision, carried)) revision.addFresh(relation);
    const isRelation = isStanding(relation) && !held.has(relation.document);
    if (!isRelation) fallen.add(relation.id);
    return isRelation;
  });
  const nameOf = firstNames(names);
  const ofFile = filterSequence(merged, ({ id }) => fallen.has(id)).map((relation) => {
    const inText = held.get(relation.document) ?? "stands";
    const revision = revisions.get(relation.document);
    const anchoring = revision?.anchoring(relation.id);
    // A claim that is held back now is one of its earlier text.
    if (revision?.isHeldBack === true && anchoring !== undefined) return revision.claimOf(relation, anchoring);
    const before = carried.earlier.get(relation.id);
    const { saidUntil, was } = before?.inText === inText ? before : { saidUntil: undefined, was: [] };
    return claimOf(relation, { inText, saidUntil, was, ...nameOf(relation) });
  });
  const left = leftOver(stored, {
    carried,
    used,
    revisions,
    documents: new Set(articles.map(({ id }) => id)),
    options,
  });
  return {
    content: {
      ...content,
      articles,
      relations: concat<Relation>(relations, left.relations),
      claims: [...ofFile, ...left.claims],
      versions: mergeVersions(stored.versions, revisions, articles, options.earlierTexts),
    },
    corrections: [...revisions.values()].map((revision) => revision.report()),
    lost: left.lost,
  };
}

/** The next version of an article, or the stored one if the text is the same. */
export function nextVersion(article: Article, old: Article | undefined, now: string): Article {
  if (old === undefined) return article;
  const { version = 1, versionKind, notice, modifiedAt, readAt } = old;
  const isSameKind = article.versionKind === undefined || article.versionKind === versionKind;
  if (article.text === old.text && isSameKind)
    return {
      ...article,
      ...(version > 1 && { version }),
      ...(versionKind !== undefined && { versionKind }),
      ...(readAt !== undefined && { readAt }),
      ...((article.notice ?? notice) !== undefined && { notice: article.notice ?? notice }),
      ...((article.modifiedAt ?? modifiedAt) !== undefined && { modifiedAt: article.modifiedAt ?? modifiedAt }),
    };
  if (article.modifiedAt !== undefined && isBefore(article.modifiedAt, modifiedAt ?? old.publishedAt))
    throw new Failure(
      "correction/older",
      `The text of the article ${article.id} is of ${article.modifiedAt}; the story has one of ${modifiedAt ?? old.publishedAt}`,
      { place: { field: `articles (${article.id}).modifiedAt` }, remedy: "Send the newer text, or leave the date out" },
    );
  return { ...article, version: version + 1, versionKind: article.versionKind ?? "update", readAt: now };
}

/** The stored claims in the texts of the file, and what is known about them. */
interface Carried {
  readonly claims: Sequence<StoredClaim>;
  /** Decisions about claims and since when they are made, by claim id; only for claims that have such. */
  readonly known: ReadonlyMap<
    string,
    Pick<Relation, "edited" | "saidFrom" | "status" | "certainty" | "polarity" | "note" | "reason">
  >;
  /** Claims that did not stand. */
  readonly earlier: ReadonlyMap<string, Claim>;
  /** In the texts of the file. */
  readonly ordinalOf: QuoteOrdinal;
}

function carriedOver(
  stored: StoryLists,
  revisions: ReadonlyMap<string, ArticleRevision>,
  articles: readonly Article[],
): Carried {
  const known = new Map<string, Relation>();
  const earlier = new Map<string, Claim>();
  const ordinalOf = quoteOrdinals(new Map(articles.map(({ id, text }) => [id, text])));
  const look = (relation: Relation) => {
    revisions.get(relation.document)?.take(relation);
    if (relation.edited !== undefined || relation.saidFrom !== undefined) known.set(relation.id, relation);
  };
  for (const row of stored.relations) look(relationFrom(row, row.properties));
  for (const { properties } of stored.claims) {
    const claim = claimFrom(properties);
    earlier.set(claim.id, claim);
    if (claim.saidUntil === undefined) look(relationOf(claim));
    else if (claim.edited !== undefined || claim.saidFrom !== undefined) known.set(claim.id, relationOf(claim));
  }
  const found = (relation: Relation): StoredClaim => {
    const { id, key, subject, type, object, document } = relation;
    const anchoring = revisions.get(document)?.anchoring(id);
    const fingerprint =
      anchoring === undefined
        ? relation.fingerprint
        : anchoring.outcome === "gone"
          ? undefined
          : fingerprintOf({ ...relation, ...anchoring.receipt }, ordinalOf);
    return { id, key, subject, type, object, document, fingerprint };
  };
  const claims = concat<StoredClaim>(
    stored.relations.map((row) => found(relationFrom(row, row.properties))),
    stored.claims.map(({ properties }) => found(relationOf(claimFrom(properties)))),
  );
  return { claims, known, earlier, ordinalOf };
}

/** Whether a claim of a revised article is stored. */
function isStored({ id }: Relation, revision: ArticleRevision, { earlier }: Carried): boolean {
  return revision.anchoring(id) !== undefined || earlier.has(id);
}

/** A claim of the file with the decisions made here. */
function mergeRelation(
  relation: Relation,
  carried: Carried,
  revision: ArticleRevision | undefined,
  { discardEdits }: MergeOptions,
): Relation {
  const { known, earlier } = carried;
  const before = known.get(relation.id) ?? earlier.get(relation.id);
  const isNew = revision !== undefined && !isStored(relation, revision, carried);
  const saidFrom = isNew ? revision.saidFrom(relation) : before?.saidFrom;
  const edited = discardEdits ? [] : (before?.edited ?? []);
  const edits = Object.fromEntries(
    edited
      .map((name) => [name, name === "receipt" ? undefined : before?.[name]])
      .filter(([, value]) => value !== undefined),
  );
  return {
    ...relation,
    ...edits,
    ...(edited.length > 0 && { edited }),
    ...(saidFrom !== undefined && { saidFrom }),
  };
}

interface LeftOptions {
  readonly carried: Carried;
  /** The ids of the file's claims. */
  readonly used: ReadonlySet<string>;
  readonly revisions: ReadonlyMap<string, ArticleRevision>;
  readonly documents: ReadonlySet<string>;
  readonly options: MergeOptions;
}

/** What is kept of claims that the file no longer makes. */
function leftOver(
  stored: StoryLists,
  { carried, used, revisions, documents, options }: LeftOptions,
): { readonly relations: Relation[]; readonly claims: Claim[]; readonly lost: LostDecision[] } {
  const relations: Relation[] = [];
  const claims: Claim[] = [];
  const lost: LostDecision[] = [];
  const keep = (claim: Claim) => {
    claims.push(claim);
    const { id, edited, status, inText } = claim;
    if (edited !== undefined && !options.discardEdits) lost.push({ relation: id, edited, status, inText });
  };
  const isEdited = ({ edited }: Relation) => edited !== undefined && !options.discardEdits;
  const isConfirmed = (relation: Relation) => isEdited(relation) && relation.edited?.includes("receipt") === true;
  const versions = Array.from(stored.versions, ({ properties }) => versionFrom(properties));
  for (const row of stored.relations) {
    const relation = relationFrom(row, row.properties);
    const revision = revisions.get(relation.document);
    const anchoring = revision?.anchoring(row.id);
    if (used.has(row.id)) {
      if (revision !== undefined && anchoring !== undefined)
        revision.tell(relation, anchoring.outcome === "kept" ? "kept" : "moved", {
          was: "was" in anchoring ? [...anchoring.was] : [],
        });
      continue;
    }
    if (revision !== undefined && anchoring?.outcome === "gone") {
      const claim = revision.claimOf(relation, anchoring);
      revision.tell(relation, "gone", claim);
      keep(claim);
    } else if (isConfirmed(relation) && documents.has(relation.document)) {
      // A person found its words in this text, so it stays, whatever the file contains.
      if (revision === undefined || anchoring === undefined || anchoring.outcome === "gone") relations.push(relation);
      else if (revision.isHeldBack || anchoring.outcome === "unsure") {
        const claim = revision.claimOf(relation, anchoring);
        revision.tell(relation, revision.isHeldBack ? "gone" : "unsure", claim);
        claims.push(claim);
      } else relations.push(withReceipt(relation, anchoring.receipt, carried.ordinalOf));
    } else if (isEdited(relation))
      keep(
        dropped(claimOf(relation, { inText: "stands", subjectName: relation.subject, objectName: relation.object })),
      );
  }
  for (const claim of carried.earlier.values()) {
    const revision = revisions.get(claim.document);
    const anchoring = revision?.anchoring(claim.id);
    if (used.has(claim.id)) {
      if (claim.saidUntil !== undefined) revision?.tell(relationOf(claim), "returned", claim);
      continue;
    }
    const isThere = documents.has(claim.document);
    const returned =
      claim.saidUntil !== undefined && isConfirmed(claim) && revision?.isHeldBack === false
        ? revision.returned(claim, versions)
        : null;
    if (returned !== null && isStanding(claim)) {
      revision?.tell(relationOf(claim), "returned", claim);
      relations.push(withReceipt(relationOf(claim), returned, carried.ordinalOf));
    } else if (isThere && claim.saidUntil !== undefined) keep(revision?.earlierClaim(claim) ?? claim);
    else if (isThere && revision !== undefined && anchoring?.outcome === "gone" && isEdited(claim))
      keep({
        ...revision.claimOf(relationOf(claim), anchoring),
        subjectName: claim.subjectName,
        objectName: claim.objectName,
      });
    else if (isEdited(claim)) keep(dropped(claim));
  }
  return { relations, claims, lost };
}

function withReceipt(relation: Relation, receipt: Receipt, ordinalOf: QuoteOrdinal): Relation {
  const placed = { ...relation, ...receipt };
  return { ...placed, fingerprint: fingerprintOf(placed, ordinalOf) };
}

function dropped(claim: Claim): Claim {
  return { ...claim, isDropped: true };
}

/** The replaced texts: the last one whole, so that the correction can be reverted; the others as far as wanted. */
export function mergeVersions(
  stored: StoryLists["versions"],
  revisions: ReadonlyMap<string, ArticleRevision>,
  articles: readonly Article[],
  earlierTexts: EarlierTexts,
): ArticleVersion[] {
  const documents = new Set(articles.map(({ id }) => id));
  const kept = Array.from(stored, ({ properties }) => versionFrom(properties))
    .filter(({ article }) => documents.has(article))
    .map((version) => (revisions.has(version.article) ? prunedVersion(version, earlierTexts) : version));
  const replaced = [...revisions.values()].map((revision) => revision.replaced());
  return [...kept, ...(earlierTexts === "none" ? replaced.map((version) => prunedVersion(version, "none")) : replaced)];
}

/** The state of the claims of each document that its publisher holds back. */
export function heldBack(articles: readonly Article[]): ReadonlyMap<string, InText> {
  return new Map(
    articles.flatMap(({ id, versionKind }): [string, InText][] =>
      isHeldBack(versionKind) ? [[id, versionKind === "kill" ? "killed" : "on-hold"]] : [],
    ),
  );
}

/** The names of the entities of a story, main name first; computed on demand. */
export function entityNames({ entities }: Pick<StoryRecords, "entities">): NamesById {
  let byId: Map<string, readonly string[]> | null = null;
  return (id) => {
    byId ??= new Map(
      Array.from(entities, ({ id: of, name, short, aliases, otherNames }) => [
        of,
        [name, ...(short === undefined ? [] : [short]), ...aliases, ...otherNames],
      ]),
    );
    return byId.get(id) ?? [];
  };
}

function firstNames(names: NamesById): (relation: Relation) => Pick<Claim, "subjectName" | "objectName"> {
  return ({ subject, object }) => ({
    subjectName: names(subject)[0] ?? subject,
    objectName: names(object)[0] ?? object,
  });
}
