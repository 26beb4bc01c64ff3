import type { ReactElement } from "react";
import type { LoadProblem } from "../../contract/errors.ts";
import type { LoadReport } from "../../contract/query.ts";
import type { CallError } from "../api/client.ts";
import { count } from "./count.ts";
import { StoryLink } from "./StoryLink.tsx";

/** Mistakes listed at first. */
const LISTED = 20;

export interface LoadReportViewProps {
  readonly report: LoadReport;
  readonly hrefOf: (story: string) => string;
  readonly onOpen: (story: string) => void;
}

/** The result of a load, and the rejected parts of the file. */
export function LoadReportView({ report, hrefOf, onOpen }: LoadReportViewProps): ReactElement {
  const { story, nodes, relations, mentions, created, changed, removed, corrections, lost, titleKept } = report;
  const { judgements } = report;
  const isSame = created + changed + removed === 0;
  return (
    <div className="load-report">
      <h3>
        {isSame ? "Nothing has changed" : "Loaded"}: <bdi>{story}</bdi>
      </h3>
      <p>
        {count(nodes, "entity or article", "entities and articles")}, {count(relations, "relation")},{" "}
        {count(mentions, "mention")}.{" "}
        {isSame
          ? "The story is as the file has it."
          : `${created.toLocaleString("en")} new, ${changed.toLocaleString("en")} changed, ${removed.toLocaleString("en")} gone.`}
      </p>
      {titleKept !== null && (
        <p>
          It keeps the title it was given here: <bdi>“{titleKept}”</bdi>.
        </p>
      )}
      {corrections.map(({ article, receipts: { kept, moved, returned, unsure, gone } }) => (
        <p key={article}>
          The article <bdi>{article}</bdi> has a new text: of its receipts {kept} stay, {moved} moved, {returned} came
          back, {unsure} are unclear, {gone} are gone.
        </p>
      ))}
      {judgements !== null && (
        <p>
          Who is the same in other stories: {judgements.taken} decided, {judgements.decided} decided before,{" "}
          {judgements.waiting} of stories that are not loaded, {judgements.refused.length} refused
          {judgements.refused.length === 0 ? "." : ":"}
        </p>
      )}
      {judgements?.refused.map((words) => (
        <p key={words} dir="auto">
          {words}
        </p>
      ))}
      {lost.map(({ relation, inText }) => (
        <p key={relation}>
          You decided about the claim <bdi>{relation}</bdi>, which {inText === "stands" ? "the file" : "the article"} no
          longer makes.
        </p>
      ))}
      <p>
        <StoryLink href={hrefOf(story)} onGo={() => onOpen(story)}>
          Open the story
        </StoryLink>
      </p>
      {report.refusedCount > 0 && (
        <>
          <h3>
            {count(report.refusedCount, "place has a mistake and was", "places have a mistake and were")} left out
          </h3>
          {report.fallenCount > 0 && (
            <p>{count(report.fallenCount, "record hangs", "records hang")} on these and went with them.</p>
          )}
          <Mistakes mistakes={report.refused} />
        </>
      )}
    </div>
  );
}

/** Why nothing was loaded. */
export function RefusedLoad({ error }: { readonly error: CallError }): ReactElement {
  const { remedy, mistakes = [], code } = error.problem ?? {};
  return (
    <div className="load-report">
      <h3>{code === "query/cancelled" ? "Cancelled" : "Not loaded"}</h3>
      <p dir="auto">{sentence(error.message)}</p>
      {remedy !== undefined && remedy !== "" && <p dir="auto">{sentence(remedy)}</p>}
      {mistakes.length > 0 && <Mistakes mistakes={mistakes} />}
    </div>
  );
}

function Mistakes({ mistakes }: { readonly mistakes: readonly LoadProblem[] }): ReactElement {
  const [first, more] = [mistakes.slice(0, LISTED), mistakes.slice(LISTED)];
  return (
    <>
      <MistakeList mistakes={first} />
      {more.length > 0 && (
        <details>
          <summary>{count(more.length, "more mistake")}</summary>
          <MistakeList mistakes={more} />
        </details>
      )}
    </>
  );
}

function MistakeList({ mistakes }: { readonly mistakes: readonly LoadProblem[] }): ReactElement {
  return (
    <ul className="plain-list mistakes">
      {mistakes.map(({ code, place, message, remedy, count: places, alsoAt }) => (
        <li key={`${code} ${place} ${message}`}>
          <code dir="auto">{place}</code>
          {places > 1 && (
            <span className="quiet" title={alsoAt.join("\n")}>
              {" "}
              and {count(places - 1, "other place")}
            </span>
          )}
          <p dir="auto">{sentence(message)}</p>
          <p dir="auto">{sentence(remedy)}</p>
        </li>
      ))}
    </ul>
  );
}

function sentence(words: string): string {
  return /[.?!”]$/u.test(words) ? words : `${words}.`;
}
