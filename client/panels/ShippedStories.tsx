import { Button } from "@mantine/core";
import { useEffect, useState, type ReactElement } from "react";
import type { StorySummary } from "../../contract/browse.ts";
import type { ShippedList } from "../../contract/query.ts";
import type { Client } from "../api/client.ts";
import { count } from "./count.ts";
import { useAction } from "./owner-context.tsx";
import { unavailable } from "./unavailable.ts";

export interface ShippedStoriesProps {
  readonly client: Client;
  /** The offered stories change with this list. */
  readonly loaded: readonly StorySummary[];
  readonly onLoaded: () => void;
}

type Shipped = ShippedList["stories"][number];

/** Shipped stories, each loaded on request. */
export function ShippedStories({ client, loaded, onLoaded }: ShippedStoriesProps): ReactElement | null {
  const [offered, setOffered] = useState<readonly Shipped[]>([]);
  useEffect(() => {
    const stop = new AbortController();
    client("shipped", { signal: stop.signal }).then(
      ({ stories }) => setOffered(stories),
      // The list of stories reports the error.
      () => undefined,
    );
    return () => stop.abort();
  }, [client, loaded]);
  if (offered.length === 0) return null;
  return (
    <section aria-labelledby="shipped-title">
      <h2 id="shipped-title">Comes with Wiregraph</h2>
      <ul className="plain-list">
        {offered.map((story) => (
          <Offer key={story.id} story={story} client={client} onLoaded={onLoaded} />
        ))}
      </ul>
    </section>
  );
}

function Offer({
  story,
  client,
  onLoaded,
}: Pick<ShippedStoriesProps, "client" | "onLoaded"> & { readonly story: Shipped }): ReactElement {
  const { id, title, summary, articles } = story;
  const action = useAction(onLoaded);
  return (
    <li className="shipped">
      <h3 dir="auto">{title}</h3>
      <p className="quiet" dir="auto">
        {summary} {count(articles, "article")}.
      </p>
      <Button
        variant="default"
        size="xs"
        {...unavailable(action.isBusy)}
        aria-label={`Load “${title}”`}
        onClick={() => action.run(() => client("loadShipped", { params: { story: id }, body: {} }))}
      >
        {action.isBusy ? "Loading …" : "Load"}
      </Button>
      <p className="failure" role="status">
        {action.failure}
      </p>
    </li>
  );
}
