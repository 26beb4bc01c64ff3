import { useEffect, useState } from "react";
import { z } from "zod";
import type { ChangeEntry } from "../../contract/corrections.ts";

/** When a reader looked at a story last, and the number of its last change then. */
const LastLook = z.object({ at: z.string(), number: z.int() });
export type LastLook = z.infer<typeof LastLook>;

const keyOf = (story: string): string => `wiregraph.looked.${story}`;

/**
 * The look before this one; null on a first visit. Kept in this browser alone. What is new stays marked until the page is
 * left, however often it is read again.
 */
export function useLastLook(story: string, changes: readonly ChangeEntry[]): LastLook | null {
  const [before, setBefore] = useState<{ readonly story: string; readonly look: LastLook | null } | null>(null);
  useEffect(() => setBefore({ story, look: read(story) }), [story]);
  const latest = changes[0]?.number;
  useEffect(() => {
    if (latest !== undefined) write(story, { at: new Date().toISOString(), number: latest });
  }, [story, latest]);
  return before?.story === story ? before.look : null;
}

function read(story: string): LastLook | null {
  try {
    const found = LastLook.safeParse(JSON.parse(localStorage.getItem(keyOf(story)) ?? "null"));
    return found.success ? found.data : null;
  } catch {
    // The browser keeps nothing for this page.
    return null;
  }
}

function write(story: string, look: LastLook): void {
  try {
    localStorage.setItem(keyOf(story), JSON.stringify(look));
  } catch {
    // Nothing is lost but the word "new".
  }
}
