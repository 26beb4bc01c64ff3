/** No query can contain such a name: the lexer produces no name that starts with a space. */
const PREFIX = "  ";

/** The name of a variable that the engine adds to a query. */
export function generatedName(purpose: string): string {
  return PREFIX + purpose;
}

/** Whether the engine added the variable. Only a query's own variables are shown and returned. */
export function isGenerated(name: string): boolean {
  return name.startsWith(PREFIX);
}

/** The subject of a CASE; its conditions read it under this name. */
export const CASE_SUBJECT = generatedName("case subject");
