import { Failure } from "../../contract/errors.ts";
import { MAX_ROWS, type QueryAnswer, type Question } from "../../contract/query.ts";
import { queryFiles } from "../store/catalogue.ts";
import type { QueryService } from "./query.ts";

/** Questions that come with the story, each a file of cypher/questions. */
export interface QuestionService {
  list(): Promise<{ questions: Question[] }>;
  answer(id: string, signal: AbortSignal): Promise<QueryAnswer>;
}

export function questionService(query: QueryService): QuestionService {
  const questions = queryFiles("questions").map(({ name, words, statement }): Question => ({
    id: name,
    question: words,
    statement,
  }));
  return {
    list: async () => ({ questions }),
    async answer(id, signal) {
      const found = questions.find((question) => question.id === id);
      if (found === undefined)
        throw new Failure("question/not-found", `There is no question with the id ${id}`, {
          remedy: "GET /api/questions lists them",
        });
      return query.run({ statement: found.statement, parameters: {}, limit: MAX_ROWS }, signal, "reader");
    },
  };
}
