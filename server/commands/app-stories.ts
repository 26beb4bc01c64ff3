import type { z } from "zod";
import { Failure, type ErrorCode } from "../../contract/errors.ts";
import { InstanceAnswer } from "../../contract/instance.ts";
import { MAX_LOAD_BYTES, MAX_QUERY_MILLIS } from "../../contract/limits.ts";
import type { Operation } from "../../contract/operation.ts";
import { operations, type OperationName } from "../../contract/operations.ts";
import { LoadLine, LoadReport } from "../../contract/query.ts";
import type { Config } from "../config.ts";
import { checkQueryShape } from "../services/query.ts";
import { readStoryFile } from "../services/story-file.ts";
import type { AppAddress, FolderInUse } from "../store/folder-holder.ts";
import { programVersion } from "../version.ts";
import { askApp, failureOfProblem, NoAnswer, parsed, type AppRequest } from "./app-connection.ts";
import type { CommandLoadOptions, Stories } from "./stories.ts";

/** Timeout of an answer that takes no work. */
const KNOCK_MILLIS = 5_000;
/** A query may wait in the queue before it runs. */
const QUERY_MILLIS = MAX_QUERY_MILLIS + 10_000;
/** A write of the embedded store, including earlier ones in its queue. */
const WRITE_MILLIS = 180_000;
/** A load reports at least every two seconds that it runs. */
const PROGRESS_MILLIS = 30_000;

export type Connected =
  | { readonly stories: Stories }
  | {
      readonly failure: Failure;
      /** Nothing listens at its address, so it may have ended since its lock was read. */
      readonly mayBeGone: boolean;
    };

/** An app that was identified as the one of the data folder. */
interface App {
  /** Process and address, for messages. */
  readonly name: string;
  readonly address: AppAddress;
  readonly instance: InstanceAnswer;
  readonly ownerToken: string | null;
}

/**
 * Finds the app that holds the data folder, and checks its identity before it sends any other request. Returns
 * `failure` when it cannot be reached, which may change a moment later.
 * @throws Failure when it answers and rejects what a command asks
 */
export async function connectToApp(inUse: FolderInUse, config: Config, signal: AbortSignal): Promise<Connected> {
  const { holder } = inUse;
  if (holder.app === null) return { failure: withoutAddress(inUse), mayBeGone: false };
  const { url, instance } = holder.app;
  const name = `process ${holder.pid} at ${url}`;
  let text = "";
  try {
    const knock = { method: "GET", path: operations.instance.path, silentMillis: KNOCK_MILLIS, signal };
    for await (const line of askApp(url, knock)) text += line;
  } catch (error) {
    if (signal.aborted) throw new Failure("query/cancelled", "The command was cancelled; nothing was done");
    if (error instanceof NoAnswer) return { failure: silent(name, error), mayBeGone: isRefused(error) };
    if (!(error instanceof Failure) || (error.code !== "request/not-found" && error.code !== "request/method"))
      throw error;
    throw otherVersion(name, null);
  }
  const answered = InstanceAnswer.loose().safeParse(parsed(text));
  if (!answered.success || answered.data.instance !== instance)
    return {
      mayBeGone: false,
      failure: new Failure(
        "store/in-use",
        `The data folder is in use by ${name} (the app), but something else answers there`,
        {
          remedy:
            "Nothing was sent to it. Try again in a moment; if it stays so, stop the process and start the app again",
        },
      ),
    };
  const app = {
    name,
    address: holder.app,
    instance: answered.data,
    ownerToken: ownerTokenFor(answered.data, name, config),
  };
  return { stories: storiesOfApp(app) };
}

/**
 * The token to send; null for an app without one. @throws Failure when the app would not accept this command as its
 * owner's
 */
function ownerTokenFor({ owner }: InstanceAnswer, name: string, config: Config): string | null {
  if (owner === "machine") return null;
  if (owner === "nobody")
    throw new Failure(
      "request/forbidden",
      `The app that holds the data folder (${name}) has no owner: others reach it, and OWNER_TOKEN is not set there`,
      {
        remedy: "Start it with OWNER_TOKEN and give the command the same, or stop it and run the command again",
      },
    );
  if (config.ownerToken === null)
    throw new Failure(
      "request/unauthorized",
      `The app that holds the data folder (${name}) has an owner's token, and this command has none`,
      {
        remedy: "Set OWNER_TOKEN to the one the app was started with",
      },
    );
  return config.ownerToken;
}

function storiesOfApp(app: App): Stories {
  return {
    load: (path, options) => load(app, path, options),
    unload: (story, { dryRun }) =>
      call(app, "unload", { params: { story }, query: { dryRun: dryRun ? "1" : "0" }, silentMillis: WRITE_MILLIS }),
    setVisibility: (story, visibility) =>
      call(app, "changeStory", { params: { story }, body: JSON.stringify({ visibility }), silentMillis: WRITE_MILLIS }),
    correct: ({ story, article }, request, { dryRun }) =>
      call(app, "correct", {
        params: { story, id: article },
        query: { dryRun: dryRun ? "1" : "0" },
        body: JSON.stringify(request),
        silentMillis: WRITE_MILLIS,
      }),
    erase: (story, request, { dryRun }) =>
      call(app, "erase", {
        params: { story },
        query: { dryRun: dryRun ? "1" : "0" },
        body: JSON.stringify(request),
        silentMillis: WRITE_MILLIS,
      }),
    async query(request, signal) {
      checkQueryShape(request.statement, request.parameters);
      try {
        return await call(app, "query", { body: JSON.stringify(request), silentMillis: QUERY_MILLIS, signal });
      } catch (error) {
        throw signal.aborted ? new Failure("query/cancelled", "The query was cancelled", { cause: error }) : error;
      }
    },
    close: async () => undefined,
  };
}

interface Call extends Pick<AppRequest, "body" | "signal" | "silentMillis" | "accept"> {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
}

/** Calls an operation of the app, and validates its answer with the contract. */
async function call<Name extends OperationName>(
  app: App,
  name: Name,
  input: Call,
): Promise<z.output<(typeof operations)[Name]["answer"]>> {
  const operation: Operation = operations[name];
  let text = "";
  for await (const line of ask(app, operation, input)) text += line;
  const { success, data, error } = operation.answer.safeParse(parsed(text));
  if (success) return data as never;
  // The answer of a later version may have more fields.
  if (error.issues.every(({ code }) => code === "unrecognized_keys")) return parsed(text) as never;
  throw otherVersion(app.name, app.instance.version);
}

async function* ask(
  app: App,
  operation: Operation,
  { params = {}, query = {}, ...input }: Call,
): AsyncGenerator<string> {
  const path = operation.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const search = new URLSearchParams(query).toString();
  try {
    yield* askApp(app.address.url, {
      ...input,
      method: operation.method.toUpperCase(),
      path: search === "" ? path : `${path}?${search}`,
      ownerToken: app.ownerToken,
    });
  } catch (error) {
    throw inWords(error, app);
  }
}

/** Rewords an error of the app for a command: it names the app and the setting to change. */
function inWords(error: unknown, { name, instance, ownerToken }: App): unknown {
  if (error instanceof NoAnswer)
    return new Failure(
      "store/unavailable",
      `The app that holds the data folder (${name}) stopped answering: what was asked of it is done whole or not at all`,
      {
        cause: error,
        remedy: "Run the command again: it tells what there is, and does nothing twice",
      },
    );
  if (!(error instanceof Failure)) return error;
  const of = (code: ErrorCode, message: string, remedy: string) => new Failure(code, message, { cause: error, remedy });
  if (error.code === "request/unauthorized" && ownerToken !== null)
    return of(
      error.code,
      `OWNER_TOKEN is not that of the app that holds the data folder (${name})`,
      "Set it to the one the app was started with",
    );
  if (error.code === "request/read-only")
    return of(
      error.code,
      `The app that holds the data folder (${name}) is read-only: READ_ONLY is set there, so nothing can be changed`,
      "Start it without READ_ONLY, or stop it and run the command again",
    );
  if (error.code === "request/not-found" || error.code === "request/method")
    return otherVersion(name, instance.version);
  return error;
}

/** Loads through the app, with progress. A cancellation is sent to the app; the result is then still awaited. */
async function load(
  app: App,
  path: string,
  { dryRun, discardEdits, judgements, onProgress, signal }: CommandLoadOptions,
): Promise<LoadReport> {
  if (app.instance.readOnly) throw inWords(new Failure("request/read-only", "read-only"), app);
  const body = JSON.stringify(await readStoryFile(path));
  const bytes = Buffer.byteLength(body);
  if (bytes > MAX_LOAD_BYTES)
    throw new Failure(
      "request/too-large",
      `The story has ${bytes} bytes as it is sent with its texts; the running app (${app.name}) takes ${MAX_LOAD_BYTES}`,
      {
        remedy: "Stop the app and load it then, or load it as several stories",
      },
    );
  let id: string | null = null;
  const leaving = new AbortController();
  const cancel = () => {
    if (id === null) return leaving.abort();
    call(app, "cancelLoad", { params: { load: id }, silentMillis: KNOCK_MILLIS }).catch(() => undefined);
  };
  signal.addEventListener("abort", cancel, { once: true });
  try {
    if (signal.aborted) leaving.abort();
    const lines = ask(app, operations.load, {
      query: {
        dryRun: dryRun ? "1" : "0",
        ...(discardEdits && { discardEdits: "1" }),
        ...(judgements && { judgements: "1" }),
      },
      accept: "application/x-ndjson, application/json;q=0.5",
      body,
      silentMillis: PROGRESS_MILLIS,
      signal: leaving.signal,
    });
    for await (const text of lines) {
      if (text === "") continue;
      const line = readLine(text);
      if (line === null) throw otherVersion(app.name, app.instance.version);
      if ("report" in line) return line.report;
      if ("problem" in line) throw inWords(failureOfProblem(line.problem), app);
      if ("progress" in line) onProgress(line.progress.done, line.progress.total, line.progress.what);
      else id = line.load;
    }
    throw inWords(new NoAnswer("the answer has no end"), app);
  } catch (error) {
    if (leaving.signal.aborted)
      throw new Failure("query/cancelled", "The load was cancelled; nothing was loaded", { cause: error });
    throw error;
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}

/** An app without progress answers with the report alone. */
function readLine(text: string): LoadLine | null {
  const value = parsed(text);
  const line = LoadLine.safeParse(value);
  if (line.success) return line.data;
  const report = LoadReport.loose().safeParse(value);
  return report.success ? { report: report.data } : null;
}

/** The failure when the folder is locked and its lock has no address. */
function withoutAddress({ message, holder: { command, isElsewhere }, remedy = "" }: FolderInUse): Failure {
  const advice = isElsewhere
    ? "Run the command there, where the app is, or stop it"
    : command === "start"
      ? "It takes no requests at a loopback address: it starts, shuts down, or HOST is another address. Try again in a moment, or stop it"
      : command === null
        ? remedy
        : "Wait until it has ended";
  return new Failure("store/in-use", message, { remedy: advice });
}

function isRefused({ cause }: NoAnswer): boolean {
  return (cause as NodeJS.ErrnoException | undefined)?.code === "ECONNREFUSED";
}

function silent(name: string, cause: NoAnswer): Failure {
  return new Failure("store/in-use", `The data folder is in use by ${name} (the app), which does not answer`, {
    cause,
    remedy: "It starts, shuts down or hangs: try again in a moment; if it stays so, stop it and start the app again",
  });
}

function otherVersion(name: string, version: string | null): Failure {
  const [theirs, ours] = [version === null ? "of another version" : `version ${version}`, programVersion()];
  return new Failure(
    "store/in-use",
    `The app that holds the data folder (${name}) is ${theirs} and does not do this over HTTP; this command is version ${ours}`,
    {
      remedy: "Run the command of the app's own version, or stop the app and run the command again",
    },
  );
}
