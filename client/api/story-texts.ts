import type { ArticleAnswer } from "../../contract/browse.ts";
import type { Article } from "../../model/article.ts";
import { CallError, type Client } from "./client.ts";
import { isTransient, RETRY_MILLIS } from "./transient-error.ts";

/** Where an entity is named. */
export interface NamedIn {
  readonly document: string;
  readonly sentence: number;
}

/** A story's articles and mentions as they have come; what is asked for and is not there is fetched. */
export interface StoryTexts {
  article(id: string): ArticleAnswer | undefined;
  /** An article's text without what it names. */
  text(id: string): Article | undefined;
  /** Fetches the texts of all articles; whether they have come. */
  hasAll(): boolean;
  /** Why an article was not answered. */
  failureOf(id: string): CallError | undefined;
  /** Undefined while it is not known; empty also where it cannot be known. */
  mentionsOf(entity: string): readonly NamedIn[] | undefined;
}

/** Articles and mentions that are asked for at a time. */
const AT_A_TIME = 6;

/** Fetches what is asked for, each once; who reads the texts again is told when more has come. */
export class TextCache {
  private readonly articles = new Map<string, ArticleAnswer>();
  /** Texts that came with those of all articles. */
  private readonly allTexts = new Map<string, Article>();
  private hasAllTexts = false;
  private readonly failures = new Map<string, CallError>();
  private readonly mentions = new Map<string, readonly NamedIn[]>();
  private readonly asked = new Set<string>();
  private readonly pending: (() => Promise<void>)[] = [];
  private running = 0;
  private readonly listeners = new Set<() => void>();
  /** Another object whenever more has come. */
  private current = this.texts();

  constructor(
    private readonly client: Client,
    private readonly story: string,
    private readonly signal: AbortSignal,
  ) {}

  private article(id: string): ArticleAnswer | undefined {
    const found = this.articles.get(id);
    if (found === undefined) this.ask(`article ${id}`, () => this.fetchArticle(id));
    return found;
  }

  private mentionsOf(entity: string): readonly NamedIn[] | undefined {
    const found = this.mentions.get(entity);
    if (found === undefined) this.ask(`entity ${entity}`, () => this.fetchMentions(entity));
    return found;
  }

  /** Fetches what another one had, for a story that is read again: it is shown when its texts are there. */
  async follow(before: TextCache): Promise<void> {
    await Promise.all(
      [...before.articles.keys()].map((id) => {
        this.asked.add(`article ${id}`);
        return this.fetchArticle(id);
      }),
    );
  }

  /** For useSyncExternalStore. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): StoryTexts => this.current;

  private texts(): StoryTexts {
    return {
      article: (id) => this.article(id),
      text: (id) => this.articles.get(id)?.article ?? this.allTexts.get(id) ?? this.article(id)?.article,
      hasAll: () => {
        if (!this.hasAllTexts) this.ask("texts", () => this.fetchAll());
        return this.hasAllTexts;
      },
      failureOf: (id) => this.failures.get(id),
      mentionsOf: (entity) => this.mentionsOf(entity),
    };
  }

  private ask(what: string, fetch: () => Promise<void>): void {
    if (this.asked.has(what)) return;
    this.asked.add(what);
    this.pending.push(fetch);
    // Not while React renders whoever asks.
    queueMicrotask(() => this.next());
  }

  private next(): void {
    while (this.running < AT_A_TIME && !this.signal.aborted) {
      const fetch = this.pending.shift();
      if (fetch === undefined) return;
      this.running += 1;
      void fetch().finally(() => {
        this.running -= 1;
        this.next();
      });
    }
  }

  private async fetchArticle(id: string): Promise<void> {
    const { client, story, signal } = this;
    try {
      this.articles.set(id, await client("article", { params: { story, id }, signal }));
      this.failures.delete(id);
    } catch (error) {
      if (signal.aborted) return;
      // The story can be read without it.
      this.failures.set(id, error instanceof CallError ? error : new CallError(String(error), null));
      if (isTransient(error)) this.retry(() => this.fetchArticle(id));
    }
    this.tell();
  }

  private async fetchAll(): Promise<void> {
    const { client, story, signal } = this;
    try {
      for (let total = 1; this.allTexts.size < total;) {
        const query = { offset: String(this.allTexts.size) };
        const answer = await client("articles", { params: { story }, query, signal });
        for (const article of answer.articles) this.allTexts.set(article.id, article);
        total = answer.articles.length === 0 ? 0 : answer.total;
      }
      this.hasAllTexts = true;
    } catch (error) {
      if (signal.aborted) return;
      if (isTransient(error)) this.retry(() => this.fetchAll());
      // What cannot be had is quoted without the sentence around it.
      else this.hasAllTexts = true;
    }
    this.tell();
  }

  private async fetchMentions(id: string): Promise<void> {
    const { client, story, signal } = this;
    try {
      const { mentions } = await client("entity", { params: { story, id }, signal });
      this.mentions.set(
        id,
        mentions.map(({ article, mention: { sentence } }) => ({ document: article, sentence })),
      );
    } catch (error) {
      if (signal.aborted) return;
      this.mentions.set(id, []);
      if (isTransient(error)) this.retry(() => this.fetchMentions(id));
    }
    this.tell();
  }

  private retry(fetch: () => Promise<void>): void {
    setTimeout(() => this.signal.aborted || void fetch(), RETRY_MILLIS);
  }

  private tell(): void {
    this.current = this.texts();
    for (const listener of this.listeners) listener();
  }
}
