import { z } from "zod";

const DIGITS = /^-?[1-9]\d{15,18}$/;
const BEYOND = "is an integer of 64 bits beyond ±9007199254740991";

/**
 * A 64-bit integer beyond ±(2^53 − 1), which JSON and JavaScript would round. It has this form in answers, files and
 * parameters. Its digits are canonical, so that equal integers are equal objects.
 */
export const LongInteger = z
  .strictObject({
    $type: z.literal("Integer"),
    value: z.string().refine(isLong, BEYOND).meta({ pattern: DIGITS.source }),
  })
  .meta({ description: "A whole number beyond ±(2^53 − 1): its digits as a text" });
export type LongInteger = z.infer<typeof LongInteger>;

/** An integer in JSON: a number where that is exact. */
export function integerAsJson(integer: bigint): number | LongInteger {
  const number = Number(integer);
  return Number.isSafeInteger(number) ? number : { $type: "Integer", value: String(integer) };
}

/** The integer of a value in that form; null for any other value. */
export function longIntegerOf(value: unknown): bigint | null {
  if (typeof value !== "object" || value === null || !("$type" in value) || value.$type !== "Integer") return null;
  return "value" in value && typeof value.value === "string" && isLong(value.value) ? BigInt(value.value) : null;
}

export function hasSixtyFourBits(integer: bigint): boolean {
  return BigInt.asIntN(64, integer) === integer;
}

function isLong(digits: string): boolean {
  return DIGITS.test(digits) && hasSixtyFourBits(BigInt(digits)) && !Number.isSafeInteger(Number(digits));
}
