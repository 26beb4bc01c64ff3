import { z } from "zod";
import { ArticleHead } from "./article.ts";
import { VersionHead } from "./article-version.ts";
import { Claim } from "./claim.ts";
import { Entity } from "./entity.ts";
import { Relation } from "./relation.ts";

/** What binds articles into one thing to read; joined to nothing in the graph. */
export const Story = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/, "a story's id is small letters, digits and -"),
  title: z.string().min(1),
  summary: z.string(),
  articles: z.array(z.string()).min(1),
  /** Who stands at first sight before all others. */
  featured: z.array(z.string()).default([]),
});
export type Story = z.infer<typeof Story>;

/** Everything a view is drawn from. Mentions are counted, not carried. */
export const StoryGraph = z.strictObject({
  story: Story,
  articles: z.array(ArticleHead),
  entities: z.array(Entity),
  relations: z.array(Relation),
  /** Claims that do not stand, as far as the reader may be told of them. */
  claims: z.array(Claim).default([]),
  /** Replaced texts that something is said from or until; the current ones are the articles. */
  versions: z.array(VersionHead).default([]),
  /** Mentions of each entity, and where the first begins. */
  mentions: z.record(z.string(), z.strictObject({ count: z.int(), first: z.int() })),
});
export type StoryGraph = z.infer<typeof StoryGraph>;
