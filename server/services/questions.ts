import { Failure } from "../../contract/errors.ts";
import { MAX_ROWS, type QueryAnswer } from "../../contract/query.ts";
import type { StoryQuestion } from "../../model/story-file.ts";
import { withinStory } from "../store/story-scope.ts";
import type { Store } from "../store/store.ts";
import type { InStory } from "./visibility.ts";
import type { QueryService } from "./query.ts";
import { visibleStory, type Viewer } from "./visibility.ts";

/** The questions of a story; each runs with $story. */
export interface QuestionService {
  list(viewer: Viewer, story: string): Promise<{ questions: StoryQuestion[] }>;
  answer(viewer: Viewer, wanted: InStory, signal: AbortSignal): Promise<QueryAnswer>;
}

export function questionService(store: Store, query: QueryService): QuestionService {
  return {
    async list(viewer, story) {
      await visibleStory(store, viewer, story);
      return { questions: await store.read("read/questions", { story }) };
    },
    async answer(viewer, { story, id }, signal) {
      await visibleStory(store, viewer, story);
      const [found] = await store.read("read/question", { story, id });
      if (found === undefined)
        throw new Failure("question/not-found", `There is no question with the id ${id} in the story ${story}`, {
          remedy: `GET /api/stories/${story}/questions lists them`,
        });
      const { statement } = found;
      const { rows, ...answer } = await query.run(
        { statement, story, parameters: {}, limit: MAX_ROWS },
        signal,
        "reader",
      );
      return { ...answer, rows: rows.map((row) => row.map(withinStory)) };
    },
  };
}
