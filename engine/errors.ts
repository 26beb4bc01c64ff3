/** The error kinds of the openCypher TCK; each maps to one Neo4j status code. */
export type CypherErrorKind =
  | "SyntaxError"
  | "SemanticError"
  | "ParameterMissing"
  | "TypeError"
  | "ArgumentError"
  | "ArithmeticError"
  | "EntityNotFound"
  | "PropertyNotFound"
  | "LabelNotFound"
  | "ConstraintValidationFailed"
  | "ConstraintVerificationFailed"
  | "ProcedureError"
  | "Unsupported"
  | "Forbidden"
  | "LimitExceeded"
  | "TimedOut"
  | "Cancelled";

const CODES: Record<CypherErrorKind, string> = {
  SyntaxError: "Neo.ClientError.Statement.SyntaxError",
  SemanticError: "Neo.ClientError.Statement.SemanticError",
  ParameterMissing: "Neo.ClientError.Statement.ParameterMissing",
  TypeError: "Neo.ClientError.Statement.TypeError",
  ArgumentError: "Neo.ClientError.Statement.ArgumentError",
  ArithmeticError: "Neo.ClientError.Statement.ArithmeticError",
  EntityNotFound: "Neo.ClientError.Statement.EntityNotFound",
  PropertyNotFound: "Neo.ClientError.Statement.TypeError",
  LabelNotFound: "Neo.ClientError.Statement.LabelNotFound",
  ConstraintValidationFailed: "Neo.ClientError.Schema.ConstraintValidationFailed",
  ConstraintVerificationFailed: "Neo.ClientError.Schema.ConstraintValidationFailed",
  ProcedureError: "Neo.ClientError.Procedure.ProcedureNotFound",
  Unsupported: "Neo.ClientError.Statement.UnsupportedOperationError",
  Forbidden: "Neo.ClientError.Statement.AccessMode",
  LimitExceeded: "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
  TimedOut: "Neo.ClientError.Transaction.TransactionTimedOut",
  Cancelled: "Neo.ClientError.Transaction.Terminated",
};

export interface CypherErrorOptions {
  /** The TCK's detail code, for example UndefinedVariable. */
  readonly detail: string;
  /** Neo4j's status code, where it is narrower than the one of the kind. */
  readonly code?: string;
  /** Offset in the statement in UTF-16 units; absent when the location is unknown. */
  readonly start?: number;
  readonly end?: number;
  /** "compile": the statement was rejected before it ran. */
  readonly phase?: "compile" | "runtime";
  /** A suggestion, for example "did you mean RETURN?". */
  readonly hint?: string;
  readonly cause?: unknown;
}

/** Every error that the engine throws for a statement. `locate` adds line and column once the text is known. */
export class CypherError extends Error {
  override readonly name = "CypherError";
  readonly code: string;
  readonly detail: string;
  readonly phase: "compile" | "runtime";
  readonly start: number | null;
  readonly end: number | null;
  readonly hint: string | null;

  readonly kind: CypherErrorKind;

  constructor(kind: CypherErrorKind, message: string, options: CypherErrorOptions) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.code = options.code ?? CODES[kind];
    this.detail = options.detail;
    this.phase = options.phase ?? "runtime";
    this.start = options.start ?? null;
    this.end = options.end ?? null;
    this.hint = options.hint ?? null;
  }
}

/** The error for a name that no label, type or property can have. */
export function noTokenName(name: string): CypherError {
  return new CypherError("ArgumentError", `'${name}' is not a valid name: it is empty or holds a null-byte`, {
    detail: "InvalidArgumentValue",
    code: "Neo.ClientError.Schema.TokenNameError",
  });
}

export interface Place {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in code points. */
  readonly column: number;
  /** The line of the error, and below it a caret at the column, behind the same tabs. */
  readonly excerpt: string;
}

/** Line, column and excerpt at an offset in a statement; the offset is in UTF-16 units. */
export function placeIn(text: string, offset: number): Place {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  const line = before.length;
  const lead = before[line - 1] ?? "";
  const column = Array.from(lead).length + 1;
  const whole = text.split(/\r\n|\r|\n/)[line - 1] ?? "";
  return { line, column, excerpt: `${whole}\n${lead.replaceAll(/[^\t]/gu, " ")}^` };
}

/** Runs `evaluate` and adds the expression's location to an error that has none. */
export function withLocation<T>(
  evaluate: () => T,
  { start, end }: { readonly start: number; readonly end: number },
): () => T {
  return () => {
    try {
      return evaluate();
    } catch (error) {
      if (!(error instanceof CypherError) || error.start !== null || error.kind === "TimedOut") throw error;
      const { kind, message, detail, code, phase, hint } = error;
      throw new CypherError(kind, message, {
        detail,
        code,
        phase,
        start,
        end,
        cause: error,
        ...(hint !== null && { hint }),
      });
    }
  };
}
