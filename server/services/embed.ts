import { createHash } from "node:crypto";
import type { Logger } from "pino";
import { Failure } from "../../contract/errors.ts";
import { isLicensed } from "../../model/article.ts";
import { readableClaims } from "../../model/claim.ts";
import type { BrowseService } from "./browse.ts";
import type { EmbedFiles, EmbedSource } from "./embed-files.ts";
import { EmbedThread } from "./embed-thread.ts";
import type { Viewer } from "./visibility.ts";

/** A file as it is sent, with its ETag, a hash. */
export interface EmbedFile {
  readonly bytes: Buffer;
  readonly etag: string;
}

/** A story as a page for other sites. It is drawn on the server, so that it is visible before and without scripts. */
export interface Embed {
  readonly page: EmbedFile;
  readonly picture: EmbedFile;
  readonly sentences: EmbedFile;
}

export interface EmbedService {
  /**
   * Built once per version of the data. While the next one is built, returns the previous one, unless something was
   * erased from it.
   */
  of(viewer: Viewer, story: string): Promise<Embed>;
  /** Drops the embeds of a story from which something was erased; the next reader waits for a new one. */
  forget(story: string): void;
  destroy(): Promise<void>;
}

export interface EmbedServiceOptions {
  readonly browse: Pick<BrowseService, "version" | "story" | "article" | "isErasedSince">;
  /** The public address of the app, which every embed links to. */
  readonly publicUrl: string;
  /** Builds the whole page from the contents of its head and its body. */
  readonly shell: (head: string, body: string) => string;
  readonly log: Logger;
  readonly thread?: { make(source: EmbedSource): Promise<EmbedFiles>; destroy(): Promise<void> };
  readonly limits?: Partial<EmbedLimits>;
}

export interface EmbedLimits {
  readonly stories: number;
  readonly bytes: number;
  /** Builds that run or wait, each for another story. */
  readonly builds: number;
  /** How long a story that was too large is not tried again. */
  readonly retryMillis: number;
}

const LIMITS: EmbedLimits = { stories: 100, bytes: 64_000_000, builds: 8, retryMillis: 60_000 };

interface Kept {
  readonly version: string;
  readonly embed: Embed;
  readonly bytes: number;
}

export function embedService({ limits: given = {}, ...options }: EmbedServiceOptions): EmbedService {
  const { browse, publicUrl, shell, log, thread = new EmbedThread() } = options;
  const limits = { ...LIMITS, ...given };
  const kept = new Map<string, Kept>();
  const building = new Map<string, Promise<Embed>>();
  const tooLarge = new Map<string, { readonly version: string; readonly failure: Failure; readonly until: number }>();
  let bytes = 0;
  /** The number of erasures per story: an embed that was being built meanwhile is built again. */
  const erasures = new Map<string, number>();

  /** A story with the texts that others may read, all of one version. */
  async function readWhole(id: string): Promise<Pick<EmbedSource, "graph" | "articles">> {
    for (;;) {
      const before = await browse.version("owner", id);
      const { graph } = await browse.story("owner", id);
      const articles = await Promise.all(
        graph.articles.map(async (head) => (await browse.article("owner", { story: id, id: head.id })).article),
      );
      if ((await browse.version("owner", id)) !== before) continue;
      return { graph: { ...graph, claims: readableClaims(graph.claims) }, articles: articles.filter(isLicensed) };
    }
  }

  async function build(id: string, version: string): Promise<Embed> {
    const begun = erasures.get(id);
    const { graph, articles } = await readWhole(id);
    const link = `${publicUrl}/?story=${encodeURIComponent(id)}`;
    const { head, body, picture, sentences } = await thread.make({ graph, articles, link });
    const embed = { page: file(shell(head, body)), picture: file(picture), sentences: file(sentences) };
    if (begun !== erasures.get(id)) return built(id, await browse.version("owner", id));
    keep(id, { version, embed, bytes: Object.values(embed).reduce((sum, one) => sum + one.bytes.byteLength, 0) });
    return embed;
  }

  function keep(id: string, entry: Kept): void {
    forget(id);
    kept.set(id, entry);
    bytes += entry.bytes;
    for (const oldest of kept.keys()) {
      if ((kept.size <= limits.stories && bytes <= limits.bytes) || oldest === id) break;
      forget(oldest);
    }
  }

  function forget(id: string): void {
    bytes -= kept.get(id)?.bytes ?? 0;
    kept.delete(id);
  }

  /** The running build of a story, else a new one. */
  function built(id: string, version: string): Promise<Embed> {
    const inFlight = building.get(id);
    if (inFlight !== undefined) return inFlight;
    const failed = tooLarge.get(id);
    if (failed?.version === version && failed.until > performance.now()) return Promise.reject(failed.failure);
    if (building.size >= limits.builds)
      return Promise.reject(
        new Failure("store/busy", "Too many embeds are being made", { remedy: "Try again in a moment" }),
      );
    const begun = build(id, version)
      .catch((error: unknown) => {
        if (!(error instanceof Failure) || error.code !== "story/not-found")
          log.warn({ story: id, err: error }, "the embed could not be made");
        if (error instanceof Failure) remember(id, version, error);
        throw error;
      })
      .finally(() => {
        if (building.get(id) === begun) building.delete(id);
      });
    building.set(id, begun);
    return begun;
  }

  function remember(id: string, version: string, failure: Failure): void {
    if (failure.code === "story/not-found") forget(id);
    if (failure.code !== "story/too-large") return;
    tooLarge.delete(id);
    tooLarge.set(id, { version, failure, until: performance.now() + limits.retryMillis });
    const [oldest = ""] = tooLarge.keys();
    if (tooLarge.size > limits.stories) tooLarge.delete(oldest);
  }

  return {
    async of(viewer, id) {
      // Throws where the viewer may not see the story; the embed is the same for all viewers.
      const version = await browse.version(viewer, id);
      const before = kept.get(id);
      if (before === undefined) return built(id, version);
      if (before.version !== version && (await browse.isErasedSince(id, before.version))) return built(id, version);
      // Moves it to the end of the LRU order.
      kept.delete(id);
      kept.set(id, before);
      if (before.version !== version) built(id, version).catch(() => undefined);
      return before.embed;
    },
    forget(id) {
      erasures.set(id, (erasures.get(id) ?? 0) + 1);
      building.delete(id);
      tooLarge.delete(id);
      forget(id);
    },
    destroy: () => thread.destroy(),
  };
}

function file(text: string): EmbedFile {
  const bytes = Buffer.from(text);
  return { bytes, etag: createHash("sha256").update(bytes).digest("base64url").slice(0, 22) };
}
