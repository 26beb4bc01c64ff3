import type { Article, Mention } from "../../model/article.ts";
import type { ArticleVersion } from "../../model/article-version.ts";
import type { Claim } from "../../model/claim.ts";
import { codePoints, type CodePoints } from "../../model/code-points.ts";
import type { Entity, PropertyValue } from "../../model/entity.ts";
import { isErased, withErasedSpans, type Eraser } from "../../model/eraser.ts";
import { fingerprintOf, quoteOrdinals, type QuoteOrdinal } from "../../model/fingerprint.ts";
import type { Relation } from "../../model/relation.ts";
import type { StoryQuestion } from "../../model/story-file.ts";
import type { ErasurePlan } from "./erasure-plan.ts";
import { idChanges } from "./erased-ids.ts";
import { sha256 } from "./rows.ts";
import type { StoryContent } from "./story-rows.ts";

/** A story without what is erased. */
export interface ErasedContent {
  readonly content: StoryContent;
  /** New ids of records, by ids that were derived from the words. */
  readonly ids: ReadonlyMap<string, string>;
  /** Articles of which the current or an earlier text has changed. */
  readonly changedArticles: ReadonlySet<string>;
  /** The number of replaced places in the articles' texts. */
  readonly occurrences: number;
}

/** Removes records, and blacks out the words in the remaining ones; the offsets of receipts stay valid. */
export function erasedContent({ left: kept, eraser, spans }: ErasurePlan): ErasedContent {
  const ids = idChanges(kept, eraser);
  const texts = new Map(
    kept.articles.map(({ id, text }) => [id, withErasedSpans(eraser.erased(text), spans.get(id) ?? [])]),
  );
  const work = new Erasing(eraser, ids, texts);
  const articles = kept.articles.map((article) => work.article(article));
  const versions = kept.versions.map((version) => work.version(version));
  const changed = [
    ...kept.articles.filter(({ id, text }) => texts.get(id) !== text).map(({ id }) => id),
    ...kept.versions.filter((version, at) => versions[at]?.sha256 !== version.sha256).map(({ article }) => article),
  ];
  return {
    content: {
      ...kept,
      story: work.story(kept.story),
      articles,
      versions,
      entities: kept.entities.map((entity) => work.entity(entity)),
      mentions: kept.mentions.map(({ article, entity, mention }) => ({
        article: work.id(article),
        entity: work.id(entity),
        mention: work.mention(article, mention),
      })),
      relations: kept.relations.map((relation) => work.relation(relation)),
      claims: kept.claims.map((claim) => work.claim(claim)),
      questions: kept.questions.filter(({ statement }) => !eraser.holds(statement)).map((one) => work.question(one)),
    },
    ids,
    changedArticles: new Set(changed),
    occurrences: kept.articles.reduce(
      (sum, { id, text }) => sum + eraser.count(text) + (spans.get(id)?.length ?? 0),
      0,
    ),
  };
}

/** Blacks out the words in records of one story. */
class Erasing {
  private readonly points = new Map<string, CodePoints>();
  private readonly ordinalOf: QuoteOrdinal;

  constructor(
    private readonly eraser: Eraser,
    private readonly ids: ReadonlyMap<string, string>,
    /** The erased texts of the articles. */
    private readonly texts: ReadonlyMap<string, string>,
  ) {
    this.ordinalOf = quoteOrdinals(new Map([...texts].map(([id, text]) => [this.id(id), text])));
  }

  id(id: string): string {
    return this.ids.get(id) ?? id;
  }

  story(story: StoryContent["story"]): StoryContent["story"] {
    return {
      ...story,
      title: this.eraser.erased(story.title),
      summary: this.eraser.erased(story.summary),
      articles: story.articles.map((id) => this.id(id)),
      featured: story.featured.map((id) => this.id(id)),
    };
  }

  article({ url, archiveUrl, ...article }: Article): Article {
    const isKept = (address: string | undefined) => address !== undefined && !this.eraser.holdsAddress(address);
    return {
      ...article,
      ...this.some(article, ["title", "publisher", "notice", "description", "licence"]),
      ...(isKept(url) && { url: url ?? "" }),
      ...(isKept(archiveUrl) && { archiveUrl: archiveUrl ?? "" }),
      ...(article.derivedFrom !== undefined && { derivedFrom: this.eraser.erased(this.id(article.derivedFrom)) }),
      id: this.id(article.id),
      text: this.texts.get(article.id) ?? "",
    };
  }

  version(version: ArticleVersion): ArticleVersion {
    const { text } = version;
    const erased = text === undefined ? undefined : this.eraser.erased(text);
    return {
      ...version,
      ...this.some(version, ["title", "notice"]),
      article: this.id(version.article),
      ...(erased !== undefined && { text: erased }),
      ...(erased !== undefined && erased !== text && { sha256: sha256(erased) }),
      quoted: version.quoted.map(({ number, text: words }) => ({ number, text: this.eraser.erased(words) })),
    };
  }

  mention(article: string, mention: Mention): Mention {
    return { ...mention, surface: this.at(article, mention.start, mention.end) ?? this.eraser.erased(mention.surface) };
  }

  entity({ wikidata, ...entity }: Entity): Entity {
    const properties = this.properties(entity.properties);
    const names = (list: readonly string[]) =>
      list.map((name) => this.eraser.erased(name)).filter((name) => !isErased(name));
    return {
      ...entity,
      ...this.some(entity, ["name", "short", "kind", "description"]),
      ...(wikidata !== undefined && !this.eraser.holds(wikidata) && { wikidata }),
      id: this.id(entity.id),
      aliases: names(entity.aliases),
      otherNames: names(entity.otherNames),
      properties,
      receipts: entity.receipts
        .filter(({ property }) => !(property in entity.properties) || property in properties)
        .map((receipt) =>
          receipt.article === undefined ? receipt : { ...receipt, article: this.id(receipt.article) },
        ),
    };
  }

  relation(relation: Relation): Relation {
    const quotes = relation.quotes.map(
      (quote, at) =>
        this.at(relation.document, relation.starts[at] ?? 0, relation.ends[at] ?? 0) ?? this.eraser.erased(quote),
    );
    return this.withQuotes(relation, quotes);
  }

  claim(claim: Claim): Claim {
    const { proposal, correctedBy, saidUntil } = claim;
    const was = claim.was.map((words) => this.eraser.erased(words));
    const quotes = claim.quotes.map((quote, at) => {
      const [start = 0, end = 0] = [claim.starts[at], claim.ends[at]];
      if (saidUntil === undefined && claim.isDropped !== true)
        return this.at(claim.document, start, end) ?? this.eraser.erased(quote);
      // Its offset is in an earlier text; the sentence that said it is stored with the claim.
      const found = claim.was[at]?.indexOf(quote) ?? -1;
      return found === -1
        ? this.eraser.erased(quote)
        : sliceAlike(claim.was[at] ?? "", was[at] ?? "", [found, found + quote.length]);
    });
    return {
      ...claim,
      ...this.withQuotes(claim, quotes),
      was,
      subjectName: this.eraser.erased(claim.subjectName),
      objectName: this.eraser.erased(claim.objectName),
      ...(correctedBy !== undefined && { correctedBy: this.id(correctedBy) }),
      proposal:
        proposal === null
          ? null
          : {
              ...proposal,
              quotes: proposal.quotes.map(
                (quote, at) =>
                  this.at(claim.document, proposal.starts[at] ?? 0, proposal.ends[at] ?? 0) ??
                  this.eraser.erased(quote),
              ),
            },
    };
  }

  question(question: StoryQuestion): StoryQuestion {
    return { ...question, id: this.id(question.id), question: this.eraser.erased(question.question) };
  }

  /** The common fields of a relation and a claim, with new quotes in the receipt. */
  private withQuotes({ statement, key, startDate, endDate, ...relation }: Relation, quotes: string[]): Relation {
    const { fingerprint } = relation;
    // A partly erased date is invalid and removed.
    const isKept = (date: string | undefined) => date !== undefined && !this.eraser.holds(date);
    const erased: Relation = {
      ...relation,
      ...(isKept(startDate) && { startDate: startDate ?? "" }),
      ...(isKept(endDate) && { endDate: endDate ?? "" }),
      ...this.some(relation, ["verb", "reason", "note", "timeText"]),
      id: this.id(relation.id),
      ...(key !== undefined && { key: this.id(key) }),
      document: this.id(relation.document),
      subject: this.id(relation.subject),
      object: this.id(relation.object),
      source: this.id(relation.source),
      ...(statement !== undefined && { statement: this.id(statement) }),
      quotes,
      qualifiers: this.properties(relation.qualifiers),
    };
    const isSame =
      quotes.every((quote, at) => quote === relation.quotes[at]) &&
      (["document", "subject", "object", "source"] as const).every((name) => erased[name] === relation[name]);
    // The old fingerprint was derived from the words.
    return isSame || fingerprint === undefined
      ? erased
      : { ...erased, fingerprint: fingerprintOf(erased, this.ordinalOf) };
  }

  /** Erases in the values of properties; a name, date or number that contains the words is removed. */
  private properties(properties: Readonly<Record<string, PropertyValue>>): Record<string, PropertyValue> {
    return Object.fromEntries(
      Object.entries(properties)
        .filter(([name, value]) => !this.eraser.holdsId(name) && !this.isErasedWhole(name, value))
        .map(([name, value]) => [name, this.value(value)]),
    );
  }

  private isErasedWhole(name: string, value: PropertyValue): boolean {
    if (typeof value === "string") return /date/i.test(name) && this.eraser.holds(value);
    if (Array.isArray(value) || typeof value === "boolean") return false;
    return isErased(this.eraser.erased(typeof value === "number" ? String(value) : value.value));
  }

  private value(value: PropertyValue): PropertyValue {
    if (typeof value === "string") return this.eraser.erased(value);
    if (!Array.isArray(value)) return value;
    return value.map((item) => (typeof item === "string" ? this.eraser.erased(item) : item)) as PropertyValue;
  }

  private some<Name extends string>(
    record: { readonly [Key in Name]?: string | undefined },
    names: readonly Name[],
  ): { [Key in Name]?: string } {
    const told = names.filter((name) => record[name] !== undefined);
    return Object.fromEntries(told.map((name) => [name, this.eraser.erased(record[name] ?? "")])) as {
      [Key in Name]?: string;
    };
  }

  /** The text of an article at a span; undefined where the span does not exist. */
  private at(article: string, start: number, end: number): string | undefined {
    const text = this.texts.get(article);
    if (text === undefined) return undefined;
    const points = this.points.get(article) ?? codePoints(text);
    this.points.set(article, points);
    return end <= points.length ? points.slice(start, end) : undefined;
  }
}

/** The part of another text with equal length in code points that corresponds to a span of UTF-16 units in this one. */
function sliceAlike(text: string, other: string, [start, end]: readonly [number, number]): string {
  const points = (until: number) => codePoints(text.slice(0, until)).length;
  return codePoints(other).slice(points(start), points(end));
}
