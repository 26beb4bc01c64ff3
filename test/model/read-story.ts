import { byteSource } from "../../model/byte-source.ts";
import { encodeStory, readStoryRecords, type CheckedRecords } from "../../model/read-story.ts";
import type { Entity } from "../../model/entity.ts";
import type { Relation } from "../../model/relation.ts";
import type { FilesBeside, PlacedMention, StoryRecords } from "../../model/story-file.ts";

/** A story, its records in memory. */
export interface StoryContent extends StoryRecords {
  readonly entities: readonly Entity[];
  readonly mentions: readonly PlacedMention[];
  readonly relations: readonly Relation[];
}

type Refused = Extract<CheckedRecords, { ok: false }>;
type Accepted = Extract<CheckedRecords, { ok: true }> & { readonly content: StoryContent };

/** Reads a story file, its records in memory. */
export function readStory(json: string, beside: FilesBeside): Refused | Accepted {
  const read = readStoryRecords(byteSource(encodeStory(json)), beside);
  if (!read.ok) return read;
  const { entities, mentions, relations, ...rest } = read.content;
  return {
    ...read,
    content: { ...rest, entities: [...entities], mentions: [...mentions], relations: [...relations] },
  };
}
