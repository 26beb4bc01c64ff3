import { reportClaims, type ClaimReport } from "../../model/claim-words.ts";
import { readableClaims } from "../../model/claim.ts";
import type { Store } from "../store/store.ts";
import { versionsNamed } from "./history.ts";
import { articleFrom, claimFrom, entityFrom, relationFrom } from "./rows.ts";
import { readStory, type InStory, type Viewer } from "./visibility.ts";

/**
 * The claims about an entity that no longer stand, worded for readers; for the owner also proposed and retracted ones.
 * @throws Failure story/not-found
 */
export function formerClaims(store: Store, viewer: Viewer, { story, id }: InStory): Promise<ClaimReport[]> {
  return readStory(store, { viewer, story }, async () => {
    const rows = await store.read("read/entity-claims", { story, id });
    const all = rows.map(({ properties }) => claimFrom(properties));
    const claims = viewer === "owner" ? all : readableClaims(all);
    if (claims.length === 0) return [];
    const each = <T>(ids: readonly string[], read: (id: string) => Promise<readonly T[]>): Promise<T[]> =>
      Promise.all([...new Set(ids)].map(read)).then((found) => found.flat());
    const [articles, successors, versions] = await Promise.all([
      each(
        claims.map(({ document }) => document),
        (of) => store.read("read/article", { story, id: of }),
      ),
      each(
        claims.flatMap(({ correctedBy }) => correctedBy ?? []),
        (of) => store.read("read/relation", { story, id: of }),
      ),
      versionsNamed(store, story, { claims, relations: [] }),
    ]);
    const relations = successors.map((row) => relationFrom(row, row.properties));
    const ends = [...claims, ...relations].flatMap(({ subject, object }) => [subject, object]);
    const entities = await store.read("read/entities-by-id", { story, ids: [...new Set(ends)] });
    return reportClaims(claims, {
      articles: articles.map(({ properties }) => articleFrom(properties)),
      versions,
      relations,
      entities: entities.map(({ label, properties }) => entityFrom(label, properties)),
    });
  });
}
