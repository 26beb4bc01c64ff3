import { Agent, request, type ClientRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { ERROR_STATUS, Failure, Problem, type ErrorCode } from "../../contract/errors.ts";

export interface AppRequest {
  readonly method: string;
  /** Includes the query string. */
  readonly path: string;
  readonly accept?: string;
  /** JSON. */
  readonly body?: string;
  readonly ownerToken?: string | null;
  /** The longest time without any data. */
  readonly silentMillis: number;
  /** Ends the request. */
  readonly signal?: AbortSignal;
}

/** The app could not be reached or stopped responding, so the outcome of the request is unknown. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
}

const MAX_LINE = 64 << 20;

/**
 * Sends a request to an app on this machine and yields its answer line by line; a JSON answer is one line. Uses Node's
 * own client and agent, so that no proxy of the environment is used and no redirect is followed.
 * @throws Failure for a problem in the answer
 * @throws NoAnswer
 */
export async function* askApp(url: string, wanted: AppRequest): AsyncGenerator<string> {
  const response = await respond(url, wanted);
  try {
    yield* linesOf(response, response.statusCode === 200 ? MAX_LINE : MAX_LINE / 64);
  } finally {
    response.destroy();
  }
}

async function respond(url: string, wanted: AppRequest): Promise<IncomingMessage> {
  const { signal, silentMillis, body, accept = "application/json" } = wanted;
  const options: RequestOptions = {
    method: wanted.method,
    agent: new Agent({ keepAlive: false }),
    headers: {
      Accept: accept,
      ...(body !== undefined && { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) }),
      ...(typeof wanted.ownerToken === "string" && { Authorization: `Bearer ${wanted.ownerToken}` }),
    },
    ...(signal !== undefined && { signal }),
  };
  const response = await new Promise<IncomingMessage>((done, fail) => {
    const asked: ClientRequest = request(`${url}${wanted.path}`, options, done);
    asked.on("error", (cause) => fail(new NoAnswer("the connection broke", { cause })));
    asked.setTimeout(silentMillis, () => asked.destroy(new Error("nothing came")));
    asked.end(body);
  });
  if (response.statusCode === 200) return response;
  let text = "";
  for await (const line of linesOf(response, MAX_LINE / 64)) text += line;
  // The rest of a rejected body need not be sent.
  response.destroy();
  throw failureOf(response.statusCode ?? 0, text);
}

async function* linesOf(response: IncomingMessage, most: number): AsyncGenerator<string> {
  let rest = "";
  response.setEncoding("utf8");
  try {
    for await (const chunk of response as AsyncIterable<string>) {
      const [first = "", ...more] = chunk.split("\n");
      rest += first;
      if (rest.length > most) throw new Error("the answer is too long");
      for (const next of more) {
        yield rest;
        rest = next;
      }
    }
  } catch (cause) {
    throw new NoAnswer("the answer broke off", { cause });
  }
  if (rest !== "") yield rest;
}

/** The Failure for an app's problem, with its message. */
function failureOf(status: number, text: string): Failure {
  // Loose, because a newer app may send more fields.
  const read = Problem.loose().safeParse(parsed(text));
  if (!read.success)
    return new Failure("store/unavailable", `What answers there is no app of ours: it answered ${status}`);
  return failureOfProblem(read.data);
}

export function failureOfProblem({ code, detail, place, remedy, cypherCode, mistakes }: Problem): Failure {
  const known = (code in ERROR_STATUS ? code : "internal") as ErrorCode;
  return new Failure(known, detail, {
    ...(place && { place }),
    ...(remedy && { remedy }),
    ...(cypherCode && { cypherCode }),
    ...(mistakes && { mistakes }),
  });
}

/** undefined for invalid JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
