import { useEffect, useState } from "react";
import { z } from "zod";
import type { ChangeEntry } from "../../contract/corrections.ts";

/** The time of the reader's last visit to a story, and the number of its latest change then. */
const LastVisit = z.object({ at: z.string(), number: z.int() });
export type LastLook = z.infer<typeof LastVisit>;

const keyOf = (story: string): string => `wiregraph.looked.${story}`;

/**
 * The previous visit; null on the first. Stored in this browser only. Changes stay marked as new until the reader
 * leaves the page.
 */
export function useLastVisit(story: string, changes: readonly ChangeEntry[]): LastLook | null {
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
    const found = LastVisit.safeParse(JSON.parse(localStorage.getItem(keyOf(story)) ?? "null"));
    return found.success ? found.data : null;
  } catch {
    // The browser blocks storage for this page.
    return null;
  }
}

function write(story: string, look: LastLook): void {
  try {
    localStorage.setItem(keyOf(story), JSON.stringify(look));
  } catch {
    // Only the marks of new changes are lost.
  }
}
