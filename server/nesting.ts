/** Whether objects and lists stand more than `most` levels inside one another. Needs no stack, however deep they are. */
export function isNestedDeeper(value: unknown, most: number): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    level = level.filter((item) => typeof item === "object" && item !== null);
    if (depth === most && level.length > 0) return true;
    level = level.flatMap((item) => Object.values(item as object) as unknown[]);
  }
  return false;
}
