import type { MessagePort } from "node:worker_threads";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { checkInput } from "../../contract/check-input.ts";
import { Failure } from "../../contract/errors.ts";
import { toMessage } from "../../contract/failure-message.ts";
import { LoadRequest } from "../../contract/query.ts";
import { byteSource } from "../../model/byte-source.ts";
import { MAX_MISTAKES, Mistakes } from "../../model/mistakes.ts";
import { encodeStory, readStoryRecords, type CheckedRecords } from "../../model/read-story.ts";
import { PackedSequence, UTF_8, type Packing } from "../../model/sequence.ts";
import { parseJson } from "../../model/story-json.ts";
import { printable, problem } from "../../model/story-problem.ts";
import type { WriteStep } from "../store/store.ts";
import { requireStoryScope } from "../store/story-scope.ts";
import { correctionWrites, loadWrites, revertWrites, type ChangeWrites } from "./change-writes.ts";
import type { CheckedSummary, CheckTask, ComparedWith, FromChecker, ToChecker } from "./checking-protocol.ts";
import { erasureWrites } from "./erasure-writes.ts";
import type { StoredList, StoryRecord } from "./stored-story.ts";
import { withStoryFile } from "./story-file.ts";
import type { StoryLists, StoryRows } from "./story-rows.ts";

type Accepted = Extract<CheckedRecords, { ok: true }>;

/**
 * Parses and checks a task and reports the result. Then compares it with the stored story, and sends the writes of the
 * difference one by one on request.
 */
export async function serveCheck(port: MessagePort, task: CheckTask): Promise<void> {
  // postMessage between threads has no target origin.
  const send = (message: FromChecker) => port.postMessage(message, []);
  const refuse = (error: unknown) => {
    const failure = toMessage(error);
    if (failure === null) throw error;
    send({ kind: "refused", failure });
  };
  try {
    const onRecord = nowAndThen((done, total) => send({ kind: "progress", done, total }));
    const { summary, writesOf } = await prepared(task, onRecord);
    let steps: Iterator<WriteStep> = [].values();
    const stored = packedLists();
    port.on("message", (message: ToChecker) => {
      if (message.kind === "stored") {
        for (const [list, records] of Object.entries(message.part))
          for (const record of records) stored[list as StoredList].add(record as never);
        return send({ kind: "stored" });
      }
      if (message.kind === "next") {
        const next = steps.next();
        return send({ kind: "step", step: next.done === true ? null : next.value });
      }
      try {
        const { steps: found, count, ...compared } = writesOf(stored, message.input);
        steps = found[Symbol.iterator]();
        send({ kind: "compared", compared: { ...compared, steps: count } });
      } catch (error) {
        refuse(error);
      }
    });
    send({ kind: "checked", summary });
  } catch (error) {
    refuse(error);
  }
}

/** A checked task, and the writes that it makes of the stored story. */
interface Prepared {
  readonly summary: CheckedSummary;
  writesOf(stored: StoryLists, input: ComparedWith): ChangeWrites;
}

async function prepared(task: CheckTask, onRecord: OnRecord): Promise<Prepared> {
  if (task.kind === "correction" || task.kind === "revert" || task.kind === "erasure") {
    const none = { nodes: 0, relations: 0, mentions: 0, refused: [], refusedCount: 0, fallenCount: 0, judgements: [] };
    return {
      summary: { story: task.story, ...none },
      writesOf: (lists, input) => {
        const stored = storedStory(task.story, lists, input);
        if (task.kind === "correction") return correctionWrites(stored, task.correction, input);
        if (task.kind === "revert") return revertWrites(stored, task.parts, input);
        return {
          ...erasureWrites(stored, task.erasure, input),
          corrections: [],
          lost: [],
          titleKept: null,
          details: null,
        };
      },
    };
  }
  const { content, ...found } = await withScopedQuestions(accepted(await checked(task, onRecord)));
  return {
    summary: {
      story: content.story.id,
      nodes: content.entities.length + content.articles.length,
      relations: content.relations.length,
      mentions: content.mentions.length,
      refused: found.refused,
      refusedCount: found.refusedCount,
      fallenCount: found.fallenCount,
      judgements: content.judgements ?? [],
    },
    writesOf: (lists, input) => loadWrites(content, lists, input),
  };
}

/** @throws Failure story/not-found */
function storedStory(story: string, lists: StoryLists, { stored }: ComparedWith): StoryRows {
  if (stored !== null) return { ...lists, story, properties: stored };
  throw new Failure("story/not-found", `There is no story with the id ${story}`, {
    remedy: "GET /api/stories lists them",
  });
}

/** The stored lists, packed as they arrive. */
function packedLists() {
  return {
    articles: new PackedSequence<StoryRecord<"articles">>(DEFLATED),
    entities: new PackedSequence<StoryRecord<"entities">>(DEFLATED),
    mentions: new PackedSequence<StoryRecord<"mentions">>(DEFLATED),
    relations: new PackedSequence<StoryRecord<"relations">>(DEFLATED),
    questions: new PackedSequence<StoryRecord<"questions">>(DEFLATED),
    claims: new PackedSequence<StoryRecord<"claims">>(DEFLATED),
    versions: new PackedSequence<StoryRecord<"versions">>(DEFLATED),
  };
}

/** Records repeat names and words: packed, a large story takes a fifth of its file. */
const DEFLATED: Packing = {
  // zlib returns slices of larger buffers, which would stay in memory as long as the slices.
  pack: (text) => Uint8Array.from(deflateRawSync(text, { level: 1 })),
  unpack: (bytes) => inflateRawSync(bytes).toString(),
};

/** The size of a story file in bytes above which packing saves more than it costs. */
const DEFLATED_ABOVE = 64_000_000;

/** A task with a whole story. */
type StoryTask = Exclude<CheckTask, { readonly kind: "correction" | "revert" | "erasure" }>;

type OnRecord = (done: number, total: number) => void;

const PROGRESS_MILLIS = 500;

/** Throttles progress reports. */
function nowAndThen(tell: OnRecord): OnRecord {
  let last = performance.now();
  return (done, total) => {
    if (performance.now() - last < PROGRESS_MILLIS) return;
    last = performance.now();
    tell(done, total);
  };
}

async function checked(task: StoryTask, onRecord: OnRecord): Promise<CheckedRecords> {
  if (task.kind === "file") {
    return withStoryFile(task.path, (story, beside) => {
      const packing = story.length > DEFLATED_ABOVE ? DEFLATED : UTF_8;
      return readStoryRecords(story, beside, { maxValues: Number.POSITIVE_INFINITY, packing, onRecord });
    });
  }
  const { story, articles, questions = {} } = task.kind === "story" ? task : readRequest(task.body);
  return readStoryRecords(byteSource(encodeStory(story)), { articles, questions }, { onRecord });
}

/** Removes questions that are not Cypher, would write, or could read other stories; each is reported with its place. */
async function withScopedQuestions({ content, ...found }: Accepted): Promise<Accepted> {
  const mistakes = new Mistakes();
  const isScoped = await Promise.all(
    content.questions.map(async ({ id, statement }) => {
      try {
        await requireStoryScope(statement);
        return true;
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        const { line, column } = error.place ?? {};
        const place = line === undefined ? `questions (${id})` : `questions (${id}), line ${line}, column ${column}`;
        mistakes.add(
          problem("question", place, asSentence(error.message), asSentence(error.remedy ?? "Correct the statement")),
        );
        return false;
      }
    }),
  );
  return {
    ok: true,
    content: { ...content, questions: content.questions.filter((_, index) => isScoped[index]) },
    refused: [...found.refused, ...mistakes.list()].slice(0, MAX_MISTAKES),
    refusedCount: found.refusedCount + mistakes.count,
    fallenCount: found.fallenCount,
  };
}

function asSentence(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}${/[.?!]$/.test(words) ? "" : "."}`;
}

/** @throws Failure request/invalid */
function readRequest(body: Uint8Array): LoadRequest {
  const parsed = parseJson(decoded(body));
  if ("problem" in parsed) {
    const { place, message, remedy } = parsed.problem;
    const said = message.replace("The file", "The body");
    throw new Failure("request/invalid", `${said} It is at ${place}.`, { place: { field: "body" }, remedy });
  }
  return checkInput(LoadRequest, parsed.value, "body");
}

function decoded(body: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch (cause) {
    throw new Failure("request/invalid", "The body is not UTF-8", {
      cause,
      place: { field: "body" },
      remedy: "Send UTF-8 application/json",
    });
  }
}

function nothingLoaded(story: string | null): string {
  return story === null ? "Nothing was loaded" : `Nothing was loaded of the story “${printable(story)}”`;
}

/** Most mistakes that an error carries. */
const TOLD_WITH_A_REFUSAL = 50;

/**
 * @throws Failure load/invalid, which starts with the number of mistakes and describes one; `mistakes` has the others
 */
function accepted(story: CheckedRecords): Accepted {
  if (story.ok) return story;
  const { problems, count, more, story: id } = story;
  const [first] = problems;
  const told = count === 1 && !more ? "" : `${more ? `More than ${count}` : count} mistakes, the first at `;
  throw new Failure("load/invalid", `${told}${first?.place}: ${first?.message} ${nothingLoaded(id)}`, {
    place: { field: first?.place ?? "story" },
    remedy: first?.remedy ?? "",
    ...(problems.length > 1 && { mistakes: problems.slice(0, TOLD_WITH_A_REFUSAL) }),
  });
}
