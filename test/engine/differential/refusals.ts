import type { Answer, Refusal } from "./answer.ts";

/** A class of statements that one side refuses and the other answers; docs/cypher.md names each of them. */
interface RefusalClass {
  readonly name: string;
  readonly refusedBy: "engine" | "Neo4j";
  matches(refusal: Refusal, text: string): boolean;
}

const CLASSES: readonly RefusalClass[] = [];

/** The name of the class that a one-sided refusal belongs to; null when it is a difference. */
export function refusalClass(ours: Answer, theirs: Answer, text: string): string | null {
  for (const { name, refusedBy, matches } of CLASSES) {
    const [refusing, answering] = refusedBy === "engine" ? [ours, theirs] : [theirs, ours];
    if (refusing.kind === "refused" && answering.kind === "rows" && matches(refusing, text)) return name;
  }
  return null;
}
