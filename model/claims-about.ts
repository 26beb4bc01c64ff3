import type { Claim } from "./claim.ts";
import type { Line } from "./lines.ts";
import type { StoryGraph } from "./story.ts";

type Story = Pick<StoryGraph, "relations" | "claims">;

/** Claims that do not stand about any of these entities. */
export function claimsAbout(ids: readonly string[], { claims }: Pick<Story, "claims">): Claim[] {
  return claims.filter(({ subject, object }) => ids.includes(subject) || ids.includes(object));
}

/** Claims that do not stand between the two ends of a line, directly or through what its sentences fold. */
export function claimsOnLine({ from, to, sentences }: Line, { relations, claims }: Story): Claim[] {
  if (claims.length === 0) return [];
  const legs = new Set(sentences.flatMap((sentence) => sentence.relations));
  const parties = new Set([from, to]);
  for (const { id, subject, object } of relations) if (legs.has(id)) parties.add(subject).add(object);
  return claims.filter(({ subject, object }) => parties.has(subject) && parties.has(object));
}
