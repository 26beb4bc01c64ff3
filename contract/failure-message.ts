import { Failure, type ErrorCode, type FailureOptions } from "./errors.ts";

/** A Failure in the form that is sent between threads: an Error would lose its code. */
export interface FailureMessage extends Omit<FailureOptions, "cause"> {
  readonly code: ErrorCode;
  readonly message: string;
}

/** null for any other error, whose stack or paths must not leave the server. */
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
