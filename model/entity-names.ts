import { isAtMost, MAX_LABEL, type Entity } from "./entity.ts";
import { makeShort } from "./short-name.ts";
import { problem, type StoryProblem } from "./story-problem.ts";
import { isVisible } from "./visible-text.ts";

/**
 * An entity with displayable names. Names without visible characters are removed and reported; a label is generated
 * where the name is too long and none is specified.
 */
export function withShownNames(
  { short, ...entity }: Entity,
  place: string,
): { readonly entity: Entity; readonly problems: readonly StoryProblem[] } {
  const problems: StoryProblem[] = [];
  const shown = (list: "aliases" | "otherNames") =>
    entity[list].filter((name, index) => {
      if (isVisible(name)) return true;
      const message = "The name has no sign that can be seen; it is left out.";
      problems.push(problem("name", `${place}.${list}[${index}]`, message, "Leave it out."));
      return false;
    });
  if (short !== undefined && (!isVisible(short) || !isAtMost(short, MAX_LABEL))) {
    const message = isVisible(short)
      ? `The label has more than ${MAX_LABEL} characters; it is cut.`
      : "The label has no sign that can be seen; one is made of the name.";
    problems.push(problem("name", `${place}.short`, message, `Write one of 1 to ${MAX_LABEL} characters.`));
  }
  const label = makeShort(short !== undefined && isVisible(short) ? short : entity.name);
  const isNeeded = label !== entity.name || short !== undefined;
  return {
    entity: {
      ...entity,
      ...(isNeeded && { short: label }),
      aliases: shown("aliases"),
      otherNames: shown("otherNames"),
    },
    problems,
  };
}
