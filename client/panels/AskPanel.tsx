import { Button, PasswordInput } from "@mantine/core";
import { useEffect, useRef, useState, type ReactElement } from "react";
import type { SchemaAnswer } from "../../contract/browse.ts";
import type { CypherValue } from "../../contract/cypher-value.ts";
import type { QueryAnswer } from "../../contract/query.ts";
import type { StoryGraph } from "../../model/story.ts";
import type { StoryQuestion } from "../../model/story-file.ts";
import { CallError, type Client } from "../api/client.ts";
import type { StoryTexts } from "../api/story-texts.ts";
import { isExplain, namesIn, propertyKeysIn } from "../graph/statement-names.ts";
import { useAnsweredStories } from "./answered-stories.ts";
import { CypherEditor } from "./CypherEditor.tsx";
import type { QuotedPlace } from "./Receipt.tsx";
import { ResultTable } from "./ResultTable.tsx";

export interface AskPanelProps {
  readonly client: Client;
  /** The story that is open; a statement has its id as $story. */
  readonly graph: StoryGraph;
  readonly texts: StoryTexts;
  /** The id of a question of the story that is asked at once; null for none. */
  readonly question: string | null;
  readonly onEntity: (id: string) => void;
  /** A receipt shall be shown in its article. */
  readonly onShow: (place: QuotedPlace) => void;
  readonly onArticle: (id: string) => void;
  /** Entities that an answer holds, to be shown in the picture. */
  readonly onAnswer: (ids: readonly string[]) => void;
  readonly hrefOf: (story: string, at?: string) => string;
  /** Goes to another story, and to somebody in it. */
  readonly onOpen: (story: string, at?: string) => void;
}

const NO_ROWS: QueryAnswer["rows"] = [];

type Run =
  | { readonly kind: "idle" }
  | { readonly kind: "running"; readonly stop: AbortController }
  | { readonly kind: "answered"; readonly answer: QueryAnswer; readonly asked: string }
  | { readonly kind: "failed"; readonly error: CallError };

/** Questions in words, and a box for Cypher. */
export function AskPanel(props: AskPanelProps): ReactElement {
  const { client, graph, texts, question: first, onEntity, onArticle, onShow, onAnswer, hrefOf, onOpen } = props;
  const story = graph.story.id;
  const [questions, setQuestions] = useState<readonly StoryQuestion[] | null>(null);
  const [schema, setSchema] = useState<SchemaAnswer | null>(null);
  const [statement, setStatement] = useState(
    "MATCH (p:Entity:Person {story: $story})-[r]->(x)\nRETURN p.name AS who, type(r) AS how, x.name AS what, r.quotes[0] AS receipt\nLIMIT 25",
  );
  const [asked, setAsked] = useState<StoryQuestion | null>(null);
  const [run, setRun] = useState<Run>({ kind: "idle" });
  // Kept as long as the page is open and nowhere else.
  const [token, setToken] = useState("");
  const others = useAnsweredStories(client, run.kind === "answered" ? run.answer.rows : NO_ROWS, story);
  const running = useRef<AbortController | null>(null);
  const answers = useRef<HTMLDivElement>(null);

  useEffect(() => {
    client("questions", { params: { story } }).then(
      (answer) => setQuestions(answer.questions),
      () => setQuestions([]),
    );
    client("schema", { query: { story } }).then(setSchema, () => setSchema(null));
    return () => running.current?.abort();
  }, [client, story]);
  // On a phone the answer stands below all the questions.
  useEffect(() => {
    if (run.kind === "answered" || run.kind === "failed") answers.current?.scrollIntoView({ block: "nearest" });
  }, [run.kind]);

  const start = (text: string, ask: (signal: AbortSignal) => Promise<QueryAnswer>) => {
    running.current?.abort();
    const stop = new AbortController();
    running.current = stop;
    setRun({ kind: "running", stop });
    ask(stop.signal).then(
      (answer) => {
        if (stop.signal.aborted) return;
        setRun({ kind: "answered", answer, asked: text });
        const known = new Set(graph.entities.map(({ id }) => id));
        onAnswer(entityIds(answer.rows, story).filter((id) => known.has(id)));
      },
      (error: unknown) => {
        if (stop.signal.aborted) setRun({ kind: "idle" });
        else setRun({ kind: "failed", error: error instanceof CallError ? error : new CallError(String(error), null) });
      },
    );
  };
  const runStatement = (ownerToken = token) =>
    start(statement, (signal) =>
      client("query", { body: { statement, story }, signal, ...(ownerToken !== "" && { ownerToken }) }),
    );
  const ask = (question: StoryQuestion) => {
    setAsked(question);
    setStatement(question.statement);
    start(question.statement, (signal) => client("ask", { params: { story, id: question.id }, signal }));
  };
  useEffect(() => {
    const wanted = questions?.find(({ id }) => id === first);
    if (wanted !== undefined) ask(wanted);
    // Asked once, when the questions have come.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [questions, first]);
  const place = run.kind === "failed" ? run.error.problem?.place : undefined;
  const mistake =
    run.kind === "failed" && place?.line !== undefined
      ? { line: place.line, column: place.column ?? 1, message: run.error.message }
      : null;

  return (
    <div className="ask">
      <section className="questions" aria-labelledby="questions-title">
        <h2 id="questions-title">Ask the story</h2>
        {questions === null && <div className="skeleton" aria-busy="true" />}
        {questions?.length === 0 && (
          <p className="quiet">No questions came with this story. The Cypher box asks anything.</p>
        )}
        <ul className="plain-list">
          {questions?.map((question) => (
            <li key={question.id}>
              <button
                type="button"
                className={asked?.id === question.id ? "question asked" : "question"}
                onClick={() => ask(question)}
              >
                {question.question}
              </button>
            </li>
          ))}
        </ul>
      </section>
      <section className="answer" aria-labelledby="cypher-title">
        <h2 id="cypher-title">Cypher</h2>
        <CypherEditor
          statement={statement}
          onChange={(next) => {
            setStatement(next);
            if (run.kind === "failed") setRun({ kind: "idle" });
          }}
          onRun={() => runStatement()}
          mistake={mistake}
          schema={schema}
        />
        <p className="run-row">
          {run.kind === "running" ? (
            <Button variant="default" onClick={() => run.stop.abort()}>
              Stop
            </Button>
          ) : (
            <Button onClick={() => runStatement()}>Run</Button>
          )}
          <span className="quiet">Ctrl+Enter or ⌘+Enter runs the query. It can only read.</span>
        </p>
        <div role="status" aria-live="polite" ref={answers}>
          {run.kind === "running" && <p className="quiet">Asking …</p>}
          {run.kind === "failed" && run.error.problem?.code !== "request/unauthorized" && <Mistake error={run.error} />}
          {run.kind === "failed" && run.error.problem?.code === "request/unauthorized" && (
            <OwnerForm
              told={run.error.message}
              onToken={(next) => {
                setToken(next);
                runStatement(next);
              }}
            />
          )}
          {run.kind === "answered" && run.answer.plan !== null && <pre className="plan">{run.answer.plan}</pre>}
          {run.kind === "answered" && !isExplain(run.asked) && (
            <ResultTable
              answer={run.answer}
              unknown={unknownNames(run.asked, schema)}
              story={{
                graph,
                articleOf: (id) => texts.text(id) ?? null,
                others,
                onEntity,
                onArticle,
                onShow,
                hrefOf,
                onOpen,
              }}
            />
          )}
        </div>
      </section>
    </div>
  );
}

/** Free Cypher is the owner's; the questions are everybody's. */
function OwnerForm({
  told,
  onToken,
}: {
  readonly told: string;
  readonly onToken: (token: string) => void;
}): ReactElement {
  return (
    <form
      className="mistake"
      onSubmit={(event) => {
        event.preventDefault();
        onToken(String(new FormData(event.currentTarget).get("token") ?? ""));
      }}
    >
      <p>{told}. The questions of the story are open to everybody.</p>
      <div className="run-row">
        <PasswordInput
          className="owner-token"
          name="token"
          aria-label="The owner's token"
          autoComplete="off"
          required
        />
        <Button type="submit">Run</Button>
      </div>
    </form>
  );
}

function Mistake({ error }: { readonly error: CallError }): ReactElement {
  const { place, remedy } = error.problem ?? {};
  return (
    <div className="mistake">
      <p>
        {error.message}
        {place?.line !== undefined && ` (line ${place.line}, column ${place.column})`}
      </p>
      {place?.excerpt !== undefined && <pre>{place.excerpt}</pre>}
      {remedy !== undefined && <p>{remedy}</p>}
    </div>
  );
}

/** The labels, types (with their colon) and property keys of a statement that the story has none of. */
function unknownNames(statement: string, schema: SchemaAnswer | null): readonly string[] {
  if (schema === null) return [];
  const known = new Set([...schema.labels, ...schema.types].map(({ name }) => name));
  const keys = new Set(schema.propertyKeys);
  return [
    ...namesIn(statement).flatMap((name) => (known.has(name) ? [] : [`:${name}`])),
    ...propertyKeysIn(statement).filter((key) => !keys.has(key)),
  ];
}

/** Own ids of the nodes of a story, and of the ends of its relationships, in an answer. */
function entityIds(value: CypherValue, story: string): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item: CypherValue) => entityIds(item, story)))];
  if (typeof value !== "object" || value === null) return [];
  const { $type, id, start, end, properties, ...rest } = value as { readonly [key: string]: CypherValue | undefined };
  if ($type !== "Node" && $type !== "Relationship")
    return Object.values({ id, start, end, properties, ...rest }).flatMap((item) => entityIds(item ?? null, story));
  if ((properties as { readonly story?: CypherValue }).story !== story) return [];
  return ($type === "Node" ? [id] : [start, end]).filter((one) => typeof one === "string");
}
