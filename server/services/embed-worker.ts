import type { MessagePort } from "node:worker_threads";
import { makeEmbedFiles, type EmbedFiles, type EmbedSource } from "./embed-files.ts";

/** What the thread answers to an EmbedSource: the files, or why there are none. */
export type EmbedReply = { readonly files: EmbedFiles } | { readonly error: unknown };

/** Makes the files of one story after another. */
export function serve(port: MessagePort): void {
  port.on("message", (source: EmbedSource) => {
    // Between threads there is no origin to name.
    port.postMessage(reply(source), []);
  });
}

function reply(source: EmbedSource): EmbedReply {
  try {
    return { files: makeEmbedFiles(source) };
  } catch (error) {
    return { error };
  }
}
