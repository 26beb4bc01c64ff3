import { ANY, elementOf, isNone, joinOf, listOf, meetOf, NONE, typeSet, unionOf, type TypeSet } from "./type-set.ts";

/** The overloads of a function, written as `STRING, INTEGER, [INTEGER] -> STRING`; an argument in [ ] is optional. */
export interface Signature {
  readonly text: string;
  readonly minArgs: number;
  /** null: any number. */
  readonly maxArgs: number | null;
  /** The overloads, separated by `;` in the text: `INTEGER -> INTEGER; FLOAT -> FLOAT`. */
  readonly forms: readonly Overload[];
}

export interface Overload {
  readonly takes: readonly Taken[];
  readonly gives: Taken;
  /** The last parameter may repeat: `T... -> T`. */
  readonly repeats: boolean;
}

/** A parameter type; `T` stands for any one type, `LIST<T>` for a list of it. */
export interface Taken {
  readonly type: TypeSet;
  readonly variable: "itself" | "element" | null;
}

const WORDS: Readonly<Record<string, TypeSet>> = {
  ANY,
  BOOLEAN: typeSet("Boolean"),
  INTEGER: typeSet("Integer"),
  FLOAT: typeSet("Float"),
  STRING: typeSet("String"),
  MAP: typeSet("Map"),
  NODE: typeSet("Node"),
  RELATIONSHIP: typeSet("Relationship"),
  PATH: typeSet("Path"),
  POINT: typeSet("Point"),
  DATE: typeSet("Date"),
  "LOCAL TIME": typeSet("LocalTime"),
  "ZONED TIME": typeSet("Time"),
  "LOCAL DATETIME": typeSet("LocalDateTime"),
  "ZONED DATETIME": typeSet("DateTime"),
  DURATION: typeSet("Duration"),
};

/** Parses a signature. An unknown word is a fault in the engine and throws when the module loads. */
export function signature(text: string): Signature {
  const forms = text.split(";").map((form) => formOf(form.trim()));
  const [taken = ""] = (text.split(";")[0] ?? "").split("->");
  const args = taken.split(",").filter((word) => word.trim() !== "");
  const repeats = forms.some((form) => form.repeats);
  return {
    text,
    minArgs: args.filter((word) => !word.includes("[")).length,
    maxArgs: repeats ? null : args.length,
    forms,
  };
}

function formOf(text: string): Overload {
  const [taken = "", given = ""] = text.split("->").map((part) => part.trim());
  const words = taken
    .replaceAll(/[[\]]/g, "")
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
  const repeats = words.at(-1)?.endsWith("...") === true;
  return { takes: words.map((word) => takenOf(word.replace("...", ""))), gives: takenOf(given), repeats };
}

function takenOf(text: string): Taken {
  if (text === "T") return { type: ANY, variable: "itself" };
  if (text === "LIST<T>") return { type: listOf(ANY), variable: "element" };
  return { type: text.split(" | ").map(wordType).reduce(unionOf), variable: null };
}

/** A type by its name; a LIST may have items of any type, and NUMBER is an integer or a float. */
export function typeNamed(name: string): TypeSet {
  if (name === "NUMBER") return typeSet("Integer", "Float");
  return name.startsWith("LIST") ? listOf(ANY) : wordType(name);
}

function wordType(word: string): TypeSet {
  const inner = /^LIST<(.+)>$/.exec(word)?.[1];
  if (inner !== undefined) return listOf(inner === "NUMBER" ? typeSet("Integer", "Float") : wordType(inner));
  const type = WORDS[word];
  if (type === undefined) throw new Error(`No type is named ${word}`);
  return type;
}

/** The type that a parameter accepts. */
export function parameterType(form: Overload, index: number): TypeSet {
  return (form.repeats ? form.takes.at(-1) : form.takes[index])?.type ?? NONE;
}

/** The types coercible to a wanted type: an integer to a float, a node or relationship to a map. */
export function coercible(type: TypeSet): TypeSet {
  const asFloat = isNone(meetOf(type, WORDS["FLOAT"] as TypeSet)) ? type : unionOf(type, WORDS["INTEGER"] as TypeSet);
  return isNone(meetOf(type, WORDS["MAP"] as TypeSet)) ? asFloat : unionOf(asFloat, typeSet("Node", "Relationship"));
}

/** The result type of an overload for arguments of these types. */
export function resultType({ takes, gives, repeats }: Overload, args: readonly TypeSet[]): TypeSet {
  if (gives.variable === null) return gives.type;
  const bound = args.flatMap((arg, index) => {
    const variable = (repeats ? takes.at(-1) : takes[index])?.variable ?? null;
    return variable === null ? [] : [variable === "itself" ? arg : elementOf(arg)];
  });
  const type = bound.length === 0 ? ANY : bound.reduce(repeats ? unionOf : joinOf);
  return gives.variable === "itself" ? type : listOf(type);
}
