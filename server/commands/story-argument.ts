import { StoryId } from "../../contract/browse.ts";
import { Failure } from "../../contract/errors.ts";
import { commandLine } from "../command-line.ts";

/** Parses the id of a story argument. @throws Failure config/invalid */
export function storyArgument(text: string): string {
  const { success, data, error } = StoryId.safeParse(text);
  if (success) return data;
  const shown = JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
  throw new Failure("config/invalid", `${shown} is no id of a story: ${error.issues[0]?.message}`, {
    remedy: `${commandLine("query", "'MATCH (s:Story) RETURN s.id'")} lists the stories`,
  });
}
