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
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

export class NodeValue {
  readonly id: number;

  constructor(id: number) {
    this.id = id;
  }
}

export class RelationshipValue {
  readonly id: number;

  constructor(id: number) {
    this.id = id;
  }
}

/** `nodes` is one longer than `relationships`; all are the graph's integers. */
export class PathValue {
  readonly nodes: readonly number[];
  readonly relationships: readonly number[];

  constructor(nodes: readonly number[], relationships: readonly number[]) {
    this.nodes = nodes;
    this.relationships = relationships;
  }
}

/** Days since 1970-01-01 in the proleptic ISO calendar. */
export class DateValue {
  readonly epochDay: number;

  constructor(epochDay: number) {
    this.epochDay = epochDay;
  }
}

/** Nanoseconds since midnight, 0 ≤ n < 86,400,000,000,000: safe as a number. */
export class LocalTimeValue {
  readonly nanoOfDay: number;

  constructor(nanoOfDay: number) {
    this.nanoOfDay = nanoOfDay;
  }
}

/** Local nanoseconds since midnight, and the offset from UTC in seconds. */
export class TimeValue {
  readonly nanoOfDay: number;
  readonly offsetSeconds: number;

  constructor(nanoOfDay: number, offsetSeconds: number) {
    this.nanoOfDay = nanoOfDay;
    this.offsetSeconds = offsetSeconds;
  }
}

export class LocalDateTimeValue {
  readonly epochDay: number;
  readonly nanoOfDay: number;

  constructor(epochDay: number, nanoOfDay: number) {
    this.epochDay = epochDay;
    this.nanoOfDay = nanoOfDay;
  }
}

/** Local date and time, the offset that holds there, and the zone's name when it was given by name. */
export class DateTimeValue {
  readonly epochDay: number;
  readonly nanoOfDay: number;
  readonly offsetSeconds: number;
  readonly zone: string | null;

  constructor(epochDay: number, nanoOfDay: number, offsetSeconds: number, zone: string | null) {
    this.epochDay = epochDay;
    this.nanoOfDay = nanoOfDay;
    this.offsetSeconds = offsetSeconds;
    this.zone = zone;
  }
}

/** Neo4j's four components. Nanoseconds are of the second's fraction: 0 ≤ n < 1e9, the sign is the seconds'. */
export class DurationValue {
  readonly months: number;
  readonly days: number;
  readonly seconds: number;
  readonly nanoseconds: number;

  constructor(months: number, days: number, seconds: number, nanoseconds: number) {
    this.months = months;
    this.days = days;
    this.seconds = seconds;
    this.nanoseconds = nanoseconds;
  }
}

export type TemporalValue = DateValue | LocalTimeValue | TimeValue | LocalDateTimeValue | DateTimeValue | DurationValue;

/** 7203 cartesian, 9157 cartesian-3d, 4326 wgs-84, 4979 wgs-84-3d */
export class PointValue {
  readonly srid: 7203 | 9157 | 4326 | 4979;
  readonly x: number;
  readonly y: number;
  readonly z: number | null;

  constructor(srid: 7203 | 9157 | 4326 | 4979, x: number, y: number, z: number | null) {
    this.srid = srid;
    this.x = x;
    this.y = y;
    this.z = z;
  }
}
