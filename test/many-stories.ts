import type { Store } from "../server/store/store.ts";

const WORDS = ["harbour", "quarry", "ministry", "border", "election", "flood", "strike", "treaty", "court"] as const;

/** Puts stories into a list that hold nothing but what a list shows of them. */
export async function addListedStories(store: Store, count: number): Promise<void> {
  const two = (number: number) => String(number).padStart(2, "0");
  await store.write(
    Array.from({ length: count }, (_, at) => {
      const id = `listed-${at}`;
      const title = `Report ${at} of the ${WORDS[at % WORDS.length]}, as it was told on the ${(at % 28) + 1}th`;
      const properties = {
        id,
        title,
        summary: "What the papers of the town said on that day, and what was said against it.",
        articles: ["a"],
        visibility: at % 3 === 0 ? "desk" : "public",
        version: `v${at}`,
        changes: 1,
        publishedAt: `20${two(at % 26)}-${two((at % 12) + 1)}-${two((at % 28) + 1)}`,
        entityCount: at,
        relationCount: 2 * at,
        mentionCount: 3 * at,
      };
      return { name: "write/merge-story", parameters: { story: id, properties } };
    }),
  );
}
