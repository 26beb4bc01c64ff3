import { useEffect, useState } from "react";
import type { Client } from "../api/client.ts";

/** Two entities of the open story that were typed with a comma in between. */
export interface NamedPair {
  readonly ids: readonly [string, string];
  readonly names: readonly [string, string];
}

/** The result for a text. */
interface Found {
  readonly story: string | undefined;
  readonly query: string;
  readonly pair: NamedPair | null;
}

/** Resolves "Trump, Hashed" to two entities of a story; null where there are fewer, undefined while it loads. */
export function useNamedPair(client: Client, story: string | undefined, query: string): NamedPair | null | undefined {
  const [found, setFound] = useState<Found>({ story, query: "", pair: null });
  useEffect(() => {
    const setPair = (pair: NamedPair | null) => setFound({ story, query, pair });
    const parts = query.split(/[,،、，]/u).map((part) => part.trim());
    const [one = "", other = ""] = parts;
    if (story === undefined || parts.length !== 2 || one === "" || other === "") {
      setPair(null);
      return undefined;
    }
    const controller = new AbortController();
    const best = async (q: string) => {
      const { hits } = await client("search", { query: { q, story, limit: "1" }, signal: controller.signal });
      return hits[0]?.entity ?? null;
    };
    Promise.all([best(one), best(other)]).then(
      ([first, second]) =>
        setPair(
          first === null || second === null || first.id === second.id
            ? null
            : { ids: [first.id, second.id], names: [first.name, second.name] },
        ),
      // The search itself reports that the server is unavailable.
      () => controller.signal.aborted || setPair(null),
    );
    return () => controller.abort();
  }, [client, story, query]);
  return found.query === query && found.story === story ? found.pair : undefined;
}
