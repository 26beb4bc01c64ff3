import { lenient, strict, type FunctionDefinition } from "../function.ts";
import { callOf } from "../temporal/calls.ts";

function temporal(row: typeof strict, name: string, takes: string, description: string): FunctionDefinition {
  return row("Temporal", name, takes, description, (args, context) => callOf(name)(args, context));
}

const MOMENTS = [
  ["date", "DATE"],
  ["localtime", "LOCAL TIME"],
  ["time", "ZONED TIME"],
  ["localdatetime", "LOCAL DATETIME"],
  ["datetime", "ZONED DATETIME"],
] as const;

const CLOCKS = ["transaction", "statement", "realtime"];

/** Functions of dates, times, datetimes and durations. */
export const TEMPORAL: readonly FunctionDefinition[] = [
  ...MOMENTS.flatMap(([name, gives]) => [
    temporal(
      lenient,
      name,
      `[ANY] -> ${gives}`,
      `A ${name} of a text, a map or another value; without one, the present`,
    ),
    temporal(lenient, `${name}.truncate`, `STRING, [ANY], [MAP] -> ${gives}`, "Cut to a unit, as 'month'"),
    ...CLOCKS.map((clock) => temporal(lenient, `${name}.${clock}`, `[ANY] -> ${gives}`, `The present ${name}`)),
  ]),
  temporal(
    lenient,
    "datetime.fromepoch",
    "INTEGER | FLOAT, INTEGER | FLOAT -> ZONED DATETIME",
    "The moment of seconds and nanoseconds since 1970",
  ),
  temporal(
    lenient,
    "datetime.fromepochmillis",
    "INTEGER | FLOAT -> ZONED DATETIME",
    "The moment of milliseconds since 1970",
  ),
  temporal(lenient, "duration", "ANY -> DURATION", "A duration of a text or a map"),
  temporal(strict, "duration.between", "ANY, ANY -> DURATION", "What lies between two, in months, days and seconds"),
  temporal(strict, "duration.inMonths", "ANY, ANY -> DURATION", "What lies between two, in whole months"),
  temporal(strict, "duration.inDays", "ANY, ANY -> DURATION", "What lies between two, in whole days"),
  temporal(strict, "duration.inSeconds", "ANY, ANY -> DURATION", "What lies between two, in seconds"),
];
