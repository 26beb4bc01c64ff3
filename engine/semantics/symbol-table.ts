import { didYouMean } from "../did-you-mean.ts";
import type { Variable } from "../syntax/ast.ts";
import { isNone, meetOf, typeNames, type TypeSet } from "../values/type-set.ts";
import { semanticError, type ErrorLocation } from "./semantic-error.ts";

/** The variables in scope and their types. A nested scope sees the outer names; its own declarations end with it. */
export class SymbolTable {
  private readonly own = new Map<string, TypeSet>();

  readonly outer: SymbolTable | null;
  /** What is outside of a query that stands in an expression: no list is gone through there under such a name. */
  readonly kept: SymbolTable | null;

  constructor(outer: SymbolTable | null = null, kept: SymbolTable | null = outer?.kept ?? null) {
    this.outer = outer;
    this.kept = kept;
  }

  inner(): SymbolTable {
    return new SymbolTable(this);
  }

  /** For a query that stands in an expression. */
  forSubquery(): SymbolTable {
    return new SymbolTable(this, this);
  }

  find(name: string): TypeSet | null {
    return this.own.get(name) ?? this.outer?.find(name) ?? null;
  }

  has(name: string): boolean {
    return this.find(name) !== null;
  }

  /** Makes it known here, or knows better what it may be. */
  set(name: string, type: TypeSet): void {
    this.own.set(name, type);
  }

  /** The names this scope declares, binds anew or reads: what `*` stands for in a query that sees names from outside, too. */
  declared(): ReadonlyMap<string, TypeSet> {
    return this.own;
  }

  /** Every name in sight; where two are alike, the inner one's. */
  all(): Map<string, TypeSet> {
    return new Map([...(this.outer?.all() ?? []), ...this.own]);
  }

  /**
   * Reads a name; one from outside is from then on a name of this scope.
   *
   * @throws CypherError UndefinedVariable, with the name it may have meant
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

  /** A name that must be new: at all, or here. */
  declare(variable: Variable, type: TypeSet, isNew: "at all" | "here" = "at all"): void {
    if (isNew === "here" ? this.own.has(variable.name) : this.has(variable.name)) throw alreadyDeclared(variable);
    this.declareInside(variable, type);
  }

  /** A name that lasts within an expression, as of a list that is gone through. */
  declareInside(variable: Variable, type: TypeSet): void {
    if (this.kept?.has(variable.name) === true) throw shadowing(variable.name, variable);
    this.set(variable.name, type);
  }

  /** A variable of a pattern: new, or bound to what may be of this type. */
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
