/** No text can write such a name: the lexer gives no variable that begins with a space. */
const PREFIX = "  ";

/** The name of a variable that the engine adds to a query. */
export function generatedName(purpose: string): string {
  return PREFIX + purpose;
}

/** Whether the engine added the variable; a query's own are shown and returned, these never. */
export function isGenerated(name: string): boolean {
  return name.startsWith(PREFIX);
}

/** The subject of a CASE, which its conditions read. */
export const CASE_SUBJECT = generatedName("case subject");
