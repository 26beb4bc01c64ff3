import { Failure, type ErrorCode, type FailureOptions } from "./errors.ts";

/** A Failure on its way between threads: an Error would lose its code. */
export interface FailureMessage extends Omit<FailureOptions, "cause"> {
  readonly code: ErrorCode;
  readonly message: string;
}

/** Null for what is no Failure: a stack or path of ours is not for others. */
export function toMessage(error: unknown): FailureMessage | null {
  if (!(error instanceof Failure)) return null;
  const { code, message, place, remedy, cypherCode, mistakes } = error;
  return {
    code,
    message,
    ...(place && { place }),
    ...(remedy && { remedy }),
    ...(cypherCode && { cypherCode }),
    ...(mistakes && { mistakes }),
  };
}

export function fromMessage({ code, message, ...options }: FailureMessage): Failure {
  return new Failure(code, message, options);
}
