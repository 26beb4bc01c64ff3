/** Whether objects and lists nest more than `most` levels deep. Iterative, so that depth needs no stack. */
export function isNestedDeeper(value: unknown, most: number): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    level = level.filter((item) => typeof item === "object" && item !== null);
    if (depth === most && level.length > 0) return true;
    level = level.flatMap((item) => Object.values(item as object) as unknown[]);
  }
  return false;
}
