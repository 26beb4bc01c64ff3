import { useEffect, useId, useMemo, useState, type ReactElement } from "react";
import type { ReadingView } from "../../model/reading.ts";
import { startHere, type StartHere as Answered } from "../../model/start-here.ts";
import type { StoryGraph } from "../../model/story.ts";
import type { StoryQuestion } from "../../model/story-file.ts";
import type { Theme } from "../../picture/palette.ts";
import type { Client } from "../api/client.ts";
import { Glyph } from "./Glyph.tsx";

export interface StartHereProps {
  readonly client: Client;
  readonly graph: StoryGraph;
  readonly view: ReadingView;
  /** What the server says while the story is on its way; it has all of it. */
  readonly answered: Answered | null;
  readonly theme: Theme;
  readonly speakerOf: (id: string) => string;
  /** Lines that a filter hides. */
  readonly hiddenLines: readonly string[];
  readonly onMark: (id: string) => void;
  readonly onLine: (id: string) => void;
  /** Asks one of the story's questions. */
  readonly onAsk: (question: string) => void;
}

const MOST_QUESTIONS = 3;

/** What stands beside the picture before anything is selected: what it is about, whom to begin with, what to ask. */
export function StartHere(props: StartHereProps): ReactElement {
  const { client, graph, view, answered, theme, speakerOf, hiddenLines, onMark, onLine, onAsk } = props;
  const title = useId();
  const story = graph.story.id;
  const [questions, setQuestions] = useState<readonly StoryQuestion[]>([]);
  useEffect(() => {
    let isCurrent = true;
    // Without the questions the rest stands all the same.
    client("questions", { params: { story } }).then(
      (answer) => isCurrent && setQuestions(answer.questions.slice(0, MOST_QUESTIONS)),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [client, story]);
  const { summary, people, planned } = useMemo(
    () => answered ?? startHere(graph, view, new Set(hiddenLines)),
    [answered, graph, view, hiddenLines],
  );
  return (
    <section className="start-here" aria-labelledby={title}>
      <h2 id={title}>Start here</h2>
      {summary !== "" && <p dir="auto">{summary}</p>}
      <p className="quiet">
        Click somebody to read what is said of them, sentence by sentence. No receipt, no relation.
      </p>
      {people.length > 0 && (
        <ul className="start-people" aria-label="Whom it is about">
          {people.map(({ id, name, kind }) => (
            <li key={id}>
              <button type="button" className="as-link" onClick={() => onMark(id)}>
                <Glyph kind={kind} theme={theme} /> <bdi>{name}</bdi>
              </button>
            </li>
          ))}
        </ul>
      )}
      {questions.length > 0 && (
        <>
          <h3>Ask the story</h3>
          <ul className="plain-list">
            {questions.map(({ id, question }) => (
              <li key={id}>
                <button type="button" className="as-link" onClick={() => onAsk(id)}>
                  {question}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {planned.length > 0 && (
        <>
          <h3>What is planned</h3>
          <ul className="plain-list">
            {planned.map(({ line, text, speaker }) => (
              <li key={line}>
                <button type="button" className="as-link" onClick={() => onLine(line)}>
                  <span dir="auto">{text}</span>
                </button>{" "}
                {speaker !== null && (
                  <span className="quiet">
                    <bdi>{speakerOf(speaker)}</bdi>
                  </span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
