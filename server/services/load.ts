import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import type { z } from "zod";
import type { StorySummary, Visibility } from "../../contract/browse.ts";
import { Failure } from "../../contract/errors.ts";
import type { LoadReport, LoadRequest, UnloadReport } from "../../contract/query.ts";
import { readStory } from "../../model/check-story.ts";
import { clustersOf } from "../../model/clusters.ts";
import { problem, type StoryProblem } from "../../model/story-problem.ts";
import { requireStoryScope } from "../store/story-scope.ts";
import type { Store } from "../store/store.ts";
import { summaryOf } from "./browse.ts";
import { withStoredIds } from "./relation-ids.ts";
import { storyDifference } from "./story-difference.ts";
import { readStoryFile } from "./story-file.ts";
import { rowsOf, storedRows } from "./story-rows.ts";
import { visibleStories, visibleStory } from "./visibility.ts";

export interface LoadOptions {
  /** Tell what would change, and change nothing. */
  readonly dryRun?: boolean;
  /** Of a story that is new; one that is there keeps what it has. */
  readonly visibility?: Visibility;
  readonly signal?: AbortSignal;
}

/** Loads and unloads stories, each in one visible step that touches no other story. */
export interface LoadService {
  /** What the file holds takes the place of what the story had. What has no receipt is refused and listed. */
  load(request: z.output<typeof LoadRequest>, options?: LoadOptions): Promise<LoadReport>;
  /** @throws Failure story/not-found */
  unload(story: string, options?: Pick<LoadOptions, "dryRun">): Promise<UnloadReport>;
  /** @throws Failure story/not-found */
  setVisibility(story: string, visibility: Visibility): Promise<StorySummary>;
  /** Loads the story of a folder for everybody when no story is loaded yet; null when there was something already. */
  seedWhenEmpty(folder: string): Promise<LoadReport | null>;
}

export function loadService(store: Store, log: Logger): LoadService {
  let loading: string | null = null;
  /** One change of a story at a time: each is compared with what the one before left. */
  const alone = async <T>(story: string, work: () => Promise<T>): Promise<T> => {
    if (loading !== null)
      throw new Failure("load/busy", `The story ${loading} is being changed`, { remedy: "Try again when it is done" });
    loading = story;
    try {
      return await work();
    } finally {
      loading = null;
    }
  };
  const service: LoadService = {
    load: async (request, options = {}) => {
      const checked = await withReadableQuestions(checkedStory(request));
      return alone(checked.content.story.id, () => load(store, checked, options));
    },
    unload: (story, { dryRun = false } = {}) => alone(story, () => unload(store, story, dryRun)),
    setVisibility: (story, visibility) =>
      alone(story, async () => {
        await visibleStory(store, "owner", story);
        await store.write([{ name: "write/set-visibility", parameters: { story, visibility } }]);
        const row = (await visibleStories(store, "owner")).find(({ id }) => id === story);
        if (row === undefined) throw new Failure("story/not-found", `There is no story with the id ${story}`);
        return summaryOf(row);
      }),
    async seedWhenEmpty(folder) {
      if ((await store.read("read/stories", {})).length > 0) return null;
      const [name] = (await readdir(folder, { withFileTypes: true }))
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .toSorted();
      if (name === undefined) return null;
      const report = await service.load(await readStoryFile(join(folder, name, "story.json")), {
        visibility: "public",
      });
      log.info({ story: report.story, nodes: report.nodes, relations: report.relations }, "seed story loaded");
      return report;
    },
  };
  return service;
}

type Checked = Extract<ReturnType<typeof readStory>, { ok: true }>;

/** @throws Failure load/invalid */
function checkedStory({ story, articles, questions = {} }: z.output<typeof LoadRequest>): Checked {
  const read = readStory(story, { articles, questions });
  if (read.ok) return read;
  const [first] = read.problems;
  const more = read.problems.length > 1 ? ` (and ${read.problems.length - 1} more)` : "";
  throw new Failure("load/invalid", `${first?.place}: ${first?.message}${more}; nothing was loaded`, {
    place: { field: first?.place ?? "story" },
    remedy: first?.remedy ?? "",
  });
}

/** Leaves out questions that are not Cypher, would write, or could read other stories; each is refused with its place. */
async function withReadableQuestions({ content, refused }: Checked): Promise<Checked> {
  const problems = await Promise.all(
    content.questions.map(async ({ id, statement }): Promise<StoryProblem[]> => {
      try {
        await requireStoryScope(statement);
        return [];
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        const { line, column } = error.place ?? {};
        const place = line === undefined ? `questions (${id})` : `questions (${id}), line ${line}, column ${column}`;
        return [problem("question", place, `${error.message}.`, error.remedy ?? "Correct the statement.")];
      }
    }),
  );
  const questions = content.questions.filter((_, index) => problems[index]?.length === 0);
  return { ok: true, content: { ...content, questions }, refused: [...refused, ...problems.flat()] };
}

async function load(
  store: Store,
  { content, refused }: Checked,
  { dryRun = false, visibility = "desk" }: LoadOptions,
): Promise<LoadReport> {
  const stored = await storedRows(store, content.story.id);
  const relations = withStoredIds(content.relations, stored?.relations ?? []);
  const wanted = rowsOf(
    { ...content, relations },
    {
      visibility: (stored?.properties["visibility"] as Visibility | undefined) ?? visibility,
      clusters: clustersOf(await store.read("read/judgements", {})),
    },
  );
  const { steps, ...counts } = storyDifference(stored, wanted);
  if (!dryRun && steps.length > 0) await store.write(steps);
  return {
    story: content.story.id,
    nodes: content.entities.length + content.articles.length,
    relations: content.relations.length,
    mentions: content.mentions.length,
    ...counts,
    dryRun,
    refused: [...refused],
  };
}

async function unload(store: Store, story: string, dryRun: boolean): Promise<UnloadReport> {
  await visibleStory(store, "owner", story);
  const [articles, entities, mentions, relations] = await Promise.all([
    store.read("read/story-articles", { story }),
    store.read("read/story-entities", { story }),
    store.read("read/story-mentions", { story }),
    store.read("read/story-relations", { story }),
  ]);
  if (!dryRun) await store.write([{ name: "write/remove-story", parameters: { story } }]);
  return {
    story,
    nodes: articles.length + entities.length,
    relations: relations.length,
    mentions: mentions.length,
    dryRun,
  };
}
