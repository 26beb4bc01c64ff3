import { z } from "zod";
import { ArticleHead } from "./article.ts";
import { VersionHead } from "./article-version.ts";
import { Claim } from "./claim.ts";
import { Entity } from "./entity.ts";
import { Relation } from "./relation.ts";

/** A collection of articles to read together; in the graph it has no relationships. */
export const Story = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/, "a story's id is small letters, digits and -"),
  title: z.string().min(1),
  summary: z.string(),
  articles: z.array(z.string()).min(1),
  /** The entities that are selected first at first sight. */
  featured: z.array(z.string()).default([]),
});
export type Story = z.infer<typeof Story>;

/** Everything a view is drawn from. It contains counts of mentions, not the mentions. */
export const StoryGraph = z.strictObject({
  story: Story,
  articles: z.array(ArticleHead),
  entities: z.array(Entity),
  relations: z.array(Relation),
  /** Claims that do not stand, as far as the reader may see them. */
  claims: z.array(Claim).default([]),
  /** Replaced texts that claims refer to by `saidFrom` or `saidUntil`; the current ones are the articles. */
  versions: z.array(VersionHead).default([]),
  /** The mentions of each entity, and the offset of the first one. */
  mentions: z.record(z.string(), z.strictObject({ count: z.int(), first: z.int() })),
});
export type StoryGraph = z.infer<typeof StoryGraph>;
