import * as fc from "fast-check";
import {
  DateTimeValue,
  DateValue,
  DurationValue,
  Float,
  LocalDateTimeValue,
  LocalTimeValue,
  PointValue,
  TimeValue,
  type Value,
} from "../../../engine/values/value.ts";

/** Few values that meet often, and are alike in the ways that are told apart: 1 and 1.0, 0 and -0, NaN, "1" and 1. */
export const FEW_VALUES: readonly Value[] = [
  0,
  1,
  2,
  -1,
  2n ** 60n,
  new Float(1),
  new Float(-0),
  new Float(1.5),
  new Float(Number.NaN),
  new Float(Number.NEGATIVE_INFINITY),
  "",
  "a",
  "ab",
  "b",
  "1",
  "\u{1F600}",
  "\uFFFD",
  true,
  false,
  [1, 2],
  [],
  new DateValue(1),
  new DateValue(-400),
  new DateTimeValue(1, 0, 3600, null),
  new DateTimeValue(0, 82_800_000_000_000, 0, "Europe/London"),
  new PointValue(7203, 1, 2, null),
  new DurationValue(1, 0, 0, 0),
];

/** Any value a property can have. */
export const storable: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom(...FEW_VALUES),
  fc.string({ unit: "binary" }),
  fc.maxSafeInteger(),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }),
  fc.double().map((value) => new Float(value)),
  fc.array(fc.double().map((value) => new Float(value))),
  fc.array(fc.string()),
  fc.constant(new LocalTimeValue(86_399_999_999_999)),
  fc.constant(new TimeValue(1, -3600)),
  fc.constant(new LocalDateTimeValue(-1, 5)),
  fc.constant(new PointValue(4979, 1, -0, 3)),
);

/** Where a test asks for no more than there is. */
export const UNMETERED = { spend: () => undefined };
