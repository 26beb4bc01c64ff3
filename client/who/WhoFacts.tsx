import { useMemo, type ReactElement } from "react";
import type { WhoAnswer } from "../../contract/who.ts";
import { dateWords } from "../../model/receipt.ts";
import { relationSentence } from "../../model/sentences.ts";
import type { WhoGraph } from "./who-graph.ts";

interface WhoFactsProps {
  readonly who: WhoAnswer;
  readonly data: WhoGraph;
}

/** Names, properties, sources and days; each story's words stay separate. */
export function WhoFacts({ who, data }: WhoFactsProps): ReactElement {
  const { graph, speakerOf, titles } = data;
  const speakers = useMemo(() => {
    const counts = new Map<string, number>();
    for (const { source } of graph.relations) counts.set(source, (counts.get(source) ?? 0) + 1);
    return [...counts].toSorted((one, other) => other[1] - one[1]);
  }, [graph]);
  const days = useMemo(() => {
    const entities = new Map(graph.entities.map((entity) => [entity.id, entity]));
    const dated = graph.relations.flatMap((relation) =>
      relation.startDate === undefined
        ? []
        : [{ day: relation.startDate, text: relationSentence(relation, entities).text }],
    );
    // What several documents say about one day is listed once.
    return [...new Map(dated.map((one) => [`${one.day} ${one.text}`, one])).values()].toSorted((one, other) =>
      one.day < other.day ? -1 : one.day > other.day ? 1 : 0,
    );
  }, [graph]);
  const storyNames = (ids: readonly string[]): string => ids.map((id) => `“${titles.get(id) ?? id}”`).join(", ");
  return (
    <>
      {who.names.length > 1 && (
        <section className="panel" aria-labelledby="names-title">
          <h2 id="names-title">Names</h2>
          <ul className="plain-list">
            {who.names.map(({ name, stories }) => (
              <li key={name} className="who-entry">
                <bdi>{name}</bdi>
                <span className="quiet">in {storyNames(stories)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {who.properties.length > 0 && (
        <section className="panel" aria-labelledby="properties-title">
          <h2 id="properties-title">Details</h2>
          <dl className="who-properties">
            {who.properties.map(({ name, values }) => (
              <div key={name} className={values.length > 1 ? "differs" : undefined}>
                <dt>{propertyWords(name)}</dt>
                {values.map(({ value, receipts }) => (
                  <dd key={JSON.stringify(value)} dir="auto">
                    {valueWords(value)}
                    <span className="quiet"> in {storyNames([...new Set(receipts.map(({ story }) => story))])}</span>
                  </dd>
                ))}
              </div>
            ))}
          </dl>
        </section>
      )}
      {speakers.length > 0 && (
        <section className="panel" aria-labelledby="speakers-title">
          <h2 id="speakers-title">Who says it</h2>
          <ul className="plain-list">
            {speakers.map(([source, count]) => (
              <li key={source} className="who-count">
                <bdi>{speakerOf(source)}</bdi>
                <span className="quiet">{count}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {days.length > 0 && (
        <section className="panel" aria-labelledby="days-title">
          <h2 id="days-title">When</h2>
          <ol className="plain-list">
            {days.map(({ day, text }) => (
              <li key={`${day} ${text}`} className="who-entry">
                <time dateTime={day} className="quiet">
                  {dateWords(day, "en")}
                </time>
                <span dir="auto">{text}</span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

function valueWords(value: WhoAnswer["properties"][number]["values"][number]["value"]): string {
  if (Array.isArray(value)) return value.map(String).join(", ");
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "object" ? value.value : String(value);
}

/** The readers' form of a property name: "birthDate" is "birth date". */
function propertyWords(name: string): string {
  return name
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
}
