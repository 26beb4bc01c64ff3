import { Failure } from "../../contract/errors.ts";
import type { EmbedFiles, EmbedSource } from "./embed-files.ts";
import { TaskThread, type TaskThreadLimits } from "./task-thread.ts";

export const EMBED_THREAD_LIMITS: TaskThreadLimits = { millis: 20_000, memoryMb: 512, idleMillis: 60_000 };

/** Creates the files of embeds in a worker thread, one story after another. */
export class EmbedThread {
  private readonly thread: TaskThread<EmbedSource, EmbedFiles>;

  constructor(limits: TaskThreadLimits = EMBED_THREAD_LIMITS) {
    this.thread = new TaskThread({ name: "embed", limits, tooLarge, failed: "The embed could not be made" });
  }

  /** @throws Failure story/too-large */
  make(source: EmbedSource): Promise<EmbedFiles> {
    return this.thread.run(source);
  }

  /** Idempotent. */
  destroy(): Promise<void> {
    return this.thread.destroy();
  }
}

function tooLarge(what: "time" | "memory", cause?: unknown): Failure {
  return new Failure("story/too-large", `The story's picture needs more ${what} than an embed may take`, {
    cause,
    remedy: "GET /api/stories/:story gives the story without a picture",
  });
}
