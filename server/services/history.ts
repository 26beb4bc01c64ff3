import type { RelationAnswer, Visibility } from "../../contract/browse.ts";
import { ChangeEntry, type ChangeAnswer, type ChangeList, type ClaimList } from "../../contract/corrections.ts";
import { Failure } from "../../contract/errors.ts";
import { isLicensed } from "../../model/article.ts";
import { isHeldBack, VersionHead, type ArticleVersion, type VersionKind } from "../../model/article-version.ts";
import { relationOf, readableClaims, type Claim } from "../../model/claim.ts";
import type { Relation } from "../../model/relation.ts";
import { textVersionOf } from "../../model/version-words.ts";
import type { Properties } from "../store/catalogue.ts";
import type { Store } from "../store/store.ts";
import { itemKey, type ChangeItem } from "./ledger.ts";
import { articleFrom, claimFrom, storedProperties, versionFrom, versionKey } from "./rows.ts";
import { readStory, visibleStory, type InStory, type Viewer } from "./visibility.ts";

export interface ClaimsRequest {
  readonly story: string;
  readonly status?: Claim["status"] | undefined;
  readonly inText?: Claim["inText"] | undefined;
  readonly limit: number;
}

/** The history of a story: replaced texts, claims that do not stand, and the ledger. */
export interface HistoryService {
  /** @throws Failure story/not-found, article/not-found, version/not-found */
  version(viewer: Viewer, wanted: InStory & { readonly number: number }): Promise<ArticleVersion>;
  /** @throws Failure story/not-found */
  claims(viewer: Viewer, wanted: ClaimsRequest): Promise<ClaimList>;
  /** @throws Failure story/not-found */
  changes(
    viewer: Viewer,
    wanted: {
      readonly story: string;
      /** Entries about one record, by its id. */
      readonly of?: string | undefined;
      readonly before?: number | undefined;
      readonly limit: number;
    },
  ): Promise<ChangeList>;
  /** @throws Failure story/not-found, change/not-found */
  change(wanted: { readonly story: string; readonly number: number }): Promise<ChangeAnswer>;
}

export function historyService(store: Store): HistoryService {
  const seen = <T>(viewer: Viewer, story: string, read: () => Promise<T>): Promise<T> =>
    readStory(store, { viewer, story }, read);
  return {
    version: (viewer, wanted) => seen(viewer, wanted.story, () => version(store, viewer, wanted)),
    claims: (viewer, wanted) =>
      seen(viewer, wanted.story, async () => {
        const found = (await claimsOf(store, viewer, wanted.story)).filter(
          ({ status, inText }) =>
            (wanted.status === undefined || status === wanted.status) &&
            (wanted.inText === undefined || inText === wanted.inText),
        );
        return { claims: found.slice(0, wanted.limit), total: found.length };
      }),
    changes: (viewer, { story, of, before, limit }) =>
      seen(viewer, story, async () => {
        const page = { story, before: before ?? null, limit };
        const rows =
          of === undefined
            ? await store.read("read/changes", page)
            : await store.read("read/changes-of", { ...page, id: of, key: itemKey(of) });
        return { changes: rows.map(({ properties }) => entryOf(properties, viewer)) };
      }),
    change: (wanted) => change(store, wanted),
  };
}

async function version(
  store: Store,
  viewer: Viewer,
  { story, id, number }: InStory & { readonly number: number },
): Promise<ArticleVersion> {
  const [found] = await store.read("read/article", { story, id });
  if (found === undefined)
    throw new Failure("article/not-found", `There is no article with the id ${id} in the story ${story}`);
  const article = articleFrom(found.properties);
  const current = article.version ?? 1;
  const isWithheld = isHeldBack(article.versionKind);
  if (number === current) {
    const { title, language, sentences } = article;
    const isOpen = viewer === "owner" || (isLicensed(article) && !isWithheld);
    return {
      article: id,
      ...textVersionOf(article),
      sha256: String(found.properties["sha256"]),
      title,
      language,
      ...(isOpen && { text: article.text }),
      sentences: isOpen ? sentences : [],
      quoted: [],
    };
  }
  const [replaced] = await store.read("read/article-version", { story, article: id, number });
  if (replaced === undefined)
    throw new Failure("version/not-found", `The article ${id} of the story ${story} has no version ${number}`, {
      remedy: `It has versions 1 to ${current}`,
    });
  const { text, ...rest } = versionFrom(replaced.properties);
  // Other viewers see only what was quoted, and nothing of a report that is held back or withdrawn.
  if (viewer === "owner") return { ...rest, ...(text !== undefined && { text }) };
  return { ...rest, sentences: [], quoted: isWithheld ? [] : rest.quoted };
}

/**
 * The claims that do not stand, as far as a viewer may see them: readers see what documents no longer say, the owner
 * all.
 */
export async function claimsOf(store: Store, viewer: Viewer, story: string): Promise<Claim[]> {
  const rows = await store.read("read/story-claims", { story });
  const claims = rows.map(({ properties }) => claimFrom(properties));
  return viewer === "owner" ? claims : readableClaims(claims);
}

/** The replaced texts that claims or relations refer to by `saidFrom` or `saidUntil`. */
export async function versionsNamed(
  store: Store,
  story: string,
  { claims, relations }: { readonly claims: readonly Claim[]; readonly relations: readonly Relation[] },
): Promise<VersionHead[]> {
  const named = new Set<string>();
  const name = (article: string, number: number | undefined) =>
    number !== undefined && number > 0 && named.add(versionKey(article, number));
  for (const { document, saidFrom } of relations) name(document, saidFrom);
  // The text that ended a claim is the one after the last that made it.
  for (const { document, saidFrom, saidUntil } of claims) {
    name(document, saidFrom);
    name(document, saidUntil === undefined ? undefined : saidUntil + 1);
  }
  if (named.size === 0) return [];
  const rows = await store.read("read/version-heads", { story });
  return rows
    .filter(({ article, number }) => named.has(versionKey(article, number)))
    .map((row) => VersionHead.parse(storedProperties(row)));
}

/** A claim that does not stand, with its ends named; null where there is none for the viewer. */
export async function claimWithEnds(
  store: Store,
  viewer: Viewer,
  { story, id }: InStory,
): Promise<RelationAnswer | null> {
  const [row] = await store.read("read/claim", { story, id });
  if (row === undefined) return null;
  const whole = claimFrom(row.properties);
  const [found] = viewer === "owner" ? [whole] : readableClaims([whole]);
  if (found === undefined) return null;
  const end = async (of: string, name: string) => {
    const [entity] = await store.read("read/entity", { story, id: of });
    const short = entity?.properties["short"];
    return { id: of, name, short: typeof short === "string" ? short : null, label: entity?.label ?? "Article" };
  };
  const [speaker] = await store.read("read/entity", { story, id: found.source });
  return {
    relation: relationOf(found),
    subject: await end(found.subject, found.subjectName),
    object: await end(found.object, found.objectName),
    speaker: speaker === undefined ? null : String(speaker.properties["name"]),
    claim: found,
  };
}

function entryOf(properties: Properties, viewer: Viewer): ChangeEntry {
  const { who, why, kind, subject, reverted, visibility, isKept, story: _, sha256: __, ...own } = properties;
  return {
    ...(own as Pick<ChangeEntry, "number" | "at" | "what" | "created" | "changed" | "removed">),
    who: viewer === "owner" ? String(who) : null,
    kind: kind === undefined ? null : (kind as VersionKind),
    // Remarks about decisions are for the owner; a publisher's notice is for everybody.
    why: why !== undefined && (viewer === "owner" || properties["what"] === "correction") ? String(why) : null,
    subject: subject === undefined ? null : String(subject),
    visibility: visibility === undefined ? null : (visibility as Visibility),
    reverted: reverted === undefined ? null : Number(reverted),
    revertible: isKept === true,
  };
}

const MAX_RECORDS = 1_000;

async function change(
  store: Store,
  { story, number }: { readonly story: string; readonly number: number },
): Promise<ChangeAnswer> {
  await visibleStory(store, "owner", story);
  const [found] = await store.read("read/changes", { story, before: number + 1, limit: 1 });
  if (found?.properties["number"] !== number) throw noChange(story, number);
  const parts = await store.read("read/change-parts", { story, change: number });
  const records = parts.flatMap(({ items }) => JSON.parse(items) as ChangeItem[]).slice(0, MAX_RECORDS);
  return { ...entryOf(found.properties, "owner"), records };
}

export function noChange(story: string, number: number): Failure {
  return new Failure("change/not-found", `The story ${story} has no change ${number}`, {
    remedy: `GET /api/stories/${story}/changes lists them`,
  });
}
