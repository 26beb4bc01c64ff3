/**
 * What a Cypher expression can be worth, inside the engine.
 *
 * - null is null (never undefined)
 * - an INTEGER is a JS number while it is safe (|n| ≤ 2^53 − 1), a bigint beyond, never outside 64 bits; the number -0 never occurs
 * - a FLOAT is a `Float`, so that 1 and 1.0 stay apart
 * - a MAP is a JS Map: any key, in the order of its making
 * - a node or relationship is its integer inside a class of its own; an object with labels and properties is made only where a value leaves the engine
 */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Float
  | readonly Value[]
  | ReadonlyMap<string, Value>
  | NodeValue
  | RelationshipValue
  | PathValue
  | TemporalValue
  | PointValue;

export class Float {
  constructor(readonly value: number) {}
}

export class NodeValue {
  constructor(readonly id: number) {}
}

export class RelationshipValue {
  constructor(readonly id: number) {}
}

/** `nodes` is one longer than `relationships`; all are the graph's integers. */
export class PathValue {
  constructor(
    readonly nodes: readonly number[],
    readonly relationships: readonly number[],
  ) {}
}

/** Days since 1970-01-01 in the proleptic ISO calendar. */
export class DateValue {
  constructor(readonly epochDay: number) {}
}

/** Nanoseconds since midnight, 0 ≤ n < 86,400,000,000,000: safe as a number. */
export class LocalTimeValue {
  constructor(readonly nanoOfDay: number) {}
}

/** Local nanoseconds since midnight, and the offset from UTC in seconds. */
export class TimeValue {
  constructor(
    readonly nanoOfDay: number,
    readonly offsetSeconds: number,
  ) {}
}

export class LocalDateTimeValue {
  constructor(
    readonly epochDay: number,
    readonly nanoOfDay: number,
  ) {}
}

/** Local date and time, the offset that holds there, and the zone's name when it was given by name. */
export class DateTimeValue {
  constructor(
    readonly epochDay: number,
    readonly nanoOfDay: number,
    readonly offsetSeconds: number,
    readonly zone: string | null,
  ) {}
}

/** Neo4j's four components. Nanoseconds are of the second's fraction: 0 ≤ n < 1e9, the sign is the seconds'. */
export class DurationValue {
  constructor(
    readonly months: number,
    readonly days: number,
    readonly seconds: number,
    readonly nanoseconds: number,
  ) {}
}

export type TemporalValue = DateValue | LocalTimeValue | TimeValue | LocalDateTimeValue | DateTimeValue | DurationValue;

/** 7203 cartesian, 9157 cartesian-3d, 4326 wgs-84, 4979 wgs-84-3d */
export class PointValue {
  constructor(
    readonly srid: 7203 | 9157 | 4326 | 4979,
    readonly x: number,
    readonly y: number,
    readonly z: number | null,
  ) {}
}
