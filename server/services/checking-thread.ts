import type { MessagePort } from "node:worker_threads";
import { checkInput } from "../../contract/check-input.ts";
import { Failure } from "../../contract/errors.ts";
import { toMessage } from "../../contract/failure-message.ts";
import { LoadRequest } from "../../contract/query.ts";
import { MAX_PROBLEMS, readStory, type CheckedStory } from "../../model/check-story.ts";
import { parseJson } from "../../model/story-json.ts";
import type { CheckTask, FromChecker, ToChecker } from "./checking-protocol.ts";
import { storySteps } from "./rows.ts";

/** Parses and checks a task, tells the result, and then gives the writes one by one as they are asked for. */
export function serveCheck(port: MessagePort, task: CheckTask): void {
  // Between threads there is no origin to name.
  const send = (message: FromChecker) => port.postMessage(message, []);
  try {
    const { content, refused } = accepted(checked(task));
    const steps = storySteps(content);
    const summary = {
      story: content.story.id,
      nodes: content.entities.length + content.articles.length,
      relations: content.relations.length,
      mentions: content.mentions.length,
      refused: refused.slice(0, MAX_PROBLEMS),
      refusedCount: refused.length,
      steps: steps.length,
    };
    port.on("message", (_message: ToChecker) => send({ kind: "step", step: steps.shift() ?? null }));
    send({ kind: "checked", summary });
  } catch (error) {
    const failure = toMessage(error);
    if (failure === null) throw error;
    send({ kind: "refused", failure });
  }
}

function checked(task: CheckTask): CheckedStory {
  if (task.kind === "story") return readStory(task.story, task.articles);
  const { story, articles } = readRequest(task.body);
  return readStory(story, articles);
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

/** @throws Failure load/invalid, which says first how many mistakes there are and then names one */
function accepted(story: CheckedStory): Extract<CheckedStory, { ok: true }> {
  if (story.ok) return story;
  const { problems, more } = story;
  const [first] = problems;
  const count = more ? `More than ${problems.length} mistakes` : `${problems.length} mistakes`;
  const told = problems.length === 1 && !more ? "" : `${count}, the first at `;
  throw new Failure("load/invalid", `${told}${first?.place}: ${first?.message} Nothing was loaded`, {
    place: { field: first?.place ?? "story" },
    remedy: first?.remedy ?? "",
  });
}
