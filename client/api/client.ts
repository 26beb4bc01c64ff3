import type { z } from "zod";
import { Problem } from "../../contract/errors.ts";
import { takesBody, type Answer, type Operation } from "../../contract/operation.ts";
import { operations, type OperationName, type Operations } from "../../contract/operations.ts";
import type { LoadLine, LoadReport } from "../../contract/query.ts";

const LINES = "application/x-ndjson, application/json;q=0.5";

/** What a caller gives; a part that has nothing in it may be left out. */
export interface CallInput<O extends Operation> {
  readonly params?: z.input<O["params"]>;
  readonly query?: z.input<O["query"]>;
  readonly body?: z.input<O["body"]>;
  readonly signal?: AbortSignal;
  /** For what only the owner may do, where the server has a token. */
  readonly ownerToken?: string;
  /** Told how far it is, of what tells that in lines (a load). */
  readonly onLine?: (line: LoadLine) => void;
}

/** The server said no, and why; or it could not be reached (`problem` is null). */
export class CallError extends Error {
  override readonly name = "CallError";
  constructor(
    message: string,
    readonly problem: Problem | null,
  ) {
    super(message);
  }
}

/** Calls an operation of the contract table on a server. */
export type Client = <Name extends OperationName>(
  name: Name,
  input: CallInput<Operations[Name]>,
) => Promise<Answer<Operations[Name]>>;

/** `base` is where the server is, without a slash at the end; empty for the page's own. */
export function makeClient(base: string): Client {
  return async (name, input) => {
    const operation: Operation = operations[name];
    const response = await reach(address(base, operation, input), {
      method: operation.method.toUpperCase(),
      headers: {
        Accept: input.onLine === undefined ? "application/json" : LINES,
        ...(takesBody(operation) && { "Content-Type": "application/json" }),
        ...(input.ownerToken !== undefined && { Authorization: `Bearer ${input.ownerToken}` }),
      },
      body: takesBody(operation) ? JSON.stringify(input.body) : undefined,
      signal: input.signal,
    });
    if (!response.ok) throw await refusal(response);
    if (input.onLine !== undefined) return (await lastOf(response, input.onLine)) as never;
    // The server's answers are held to their schemas by its tests; here they are trusted.
    return (await response.json()) as never;
  };
}

/** Reads an answer that comes in lines; the last is the report, or the problem. */
async function lastOf(response: Response, onLine: (line: LoadLine) => void): Promise<LoadReport> {
  const lost = new CallError("The connection was lost. See the list of stories for what became of it.", null);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = (await reader?.read().catch(() => null)) ?? { done: true, value: undefined };
    if (done) throw lost;
    const lines = `${rest}${value}`.split("\n");
    rest = lines.pop() ?? "";
    for (const text of lines) {
      if (text === "") continue;
      const line = JSON.parse(text) as LoadLine;
      if ("report" in line) return line.report;
      if ("problem" in line) throw new CallError(line.problem.detail, line.problem);
      onLine(line);
    }
  }
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    throw new CallError("The server cannot be reached. Nothing you see is lost; try again in a moment.", null);
  }
}

async function refusal(response: Response): Promise<CallError> {
  const problem = Problem.safeParse(await response.json().catch(() => null));
  if (!problem.success) return new CallError(`The server answered ${response.status}.`, null);
  return new CallError(problem.data.detail, problem.data);
}

function address(base: string, operation: Operation, input: CallInput<Operation>): string {
  const params = (input.params ?? {}) as Readonly<Record<string, string>>;
  const path = operation.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries((input.query ?? {}) as Readonly<Record<string, unknown>>)) {
    if (Array.isArray(value)) for (const one of value) query.append(name, String(one));
    else if (value !== undefined) query.set(name, String(value));
  }
  const search = query.toString();
  return `${base}${path}${search === "" ? "" : `?${search}`}`;
}
