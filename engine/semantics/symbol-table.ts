import { didYouMean } from "../did-you-mean.ts";
import type { Variable } from "../syntax/ast.ts";
import { isNone, meetOf, typeNames, type TypeSet } from "../values/type-set.ts";
import { semanticError, type ErrorLocation } from "./semantic-error.ts";

/** The variables in scope and their types. A nested scope sees the outer names; its own declarations end with it. */
export class SymbolTable {
  private readonly own = new Map<string, TypeSet>();

  readonly outer: SymbolTable | null;
  /** The variables around a subquery expression; a list variable inside must not shadow them. */
  readonly kept: SymbolTable | null;

  constructor(outer: SymbolTable | null = null, kept: SymbolTable | null = outer?.kept ?? null) {
    this.outer = outer;
    this.kept = kept;
  }

  inner(): SymbolTable {
    return new SymbolTable(this);
  }

  /** The scope of a subquery expression. */
  forSubquery(): SymbolTable {
    return new SymbolTable(this, this);
  }

  find(name: string): TypeSet | null {
    return this.own.get(name) ?? this.outer?.find(name) ?? null;
  }

  has(name: string): boolean {
    return this.find(name) !== null;
  }

  /** Declares a variable in this scope, or narrows its type. */
  set(name: string, type: TypeSet): void {
    this.own.set(name, type);
  }

  /**
   * The variables that this scope declares, rebinds or reads: what `*` expands to, also in a subquery that sees outer
   * variables.
   */
  declared(): ReadonlyMap<string, TypeSet> {
    return this.own;
  }

  /** All visible variables; an inner one shadows an outer one of the same name. */
  all(): Map<string, TypeSet> {
    return new Map([...(this.outer?.all() ?? []), ...this.own]);
  }

  /**
   * Reads a variable. An outer one counts as declared in this scope from then on.
   * @throws CypherError UndefinedVariable, with a suggestion of a similar name
   */
  typeOf({ name, start, end }: Variable): TypeSet {
    const type = this.find(name);
    if (type !== null) {
      this.own.set(name, type);
      return type;
    }
    const near = didYouMean(name, this.all().keys());
    throw semanticError("UndefinedVariable", `Variable \`${name}\` not defined`, {
      start,
      end,
      ...(near !== null && { hint: `did you mean ${near}?` }),
    });
  }

  /** Declares a variable that must be new: in every visible scope, or in this one. */
  declare(variable: Variable, type: TypeSet, isNew: "at all" | "here" = "at all"): void {
    if (isNew === "here" ? this.own.has(variable.name) : this.has(variable.name)) throw alreadyDeclared(variable);
    this.declareInside(variable, type);
  }

  /** Declares a variable of an expression, such as the list variable of a comprehension. */
  declareInside(variable: Variable, type: TypeSet): void {
    if (this.kept?.has(variable.name) === true) throw shadowing(variable.name, variable);
    this.set(variable.name, type);
  }

  /** Declares a pattern variable, or narrows one that is already bound. */
  bind(variable: Variable, type: TypeSet): void {
    const known = this.find(variable.name);
    if (known === null) {
      this.set(variable.name, type);
      return;
    }
    const both = meetOf(known, type);
    if (isNone(both)) {
      throw semanticError(
        "VariableTypeConflict",
        `Type mismatch: ${variable.name} defined with conflicting type ${typeNames(known)} (expected ${typeNames(type)})`,
        variable,
      );
    }
    this.set(variable.name, both);
  }
}

export function shadowing(name: string, place: ErrorLocation): Error {
  return semanticError(
    "VariableAlreadyBound",
    `The variable \`${name}\` is shadowing a variable with the same name from the outer scope and needs to be renamed`,
    place,
  );
}

export function alreadyDeclared(variable: Variable, where = ""): Error {
  return semanticError("VariableAlreadyBound", `Variable \`${variable.name}\` already declared${where}`, variable);
}
