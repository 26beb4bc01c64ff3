/**
 * The value of a Cypher expression inside the engine.
 *
 * - null is null, never undefined
 * - an INTEGER is a JS number while it is safe (|n| ≤ 2^53 − 1), a bigint beyond; never outside 64 bits, never -0
 * - a FLOAT is a `Float`, so that 1 and 1.0 stay distinct
 * - a MAP is a JS Map with any keys, in insertion order
 * - a node or relationship is a class instance with its id; an object with labels and properties is created only where
 *   a value leaves the engine
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

/** `nodes` has one item more than `relationships`; all are ids of the graph. */
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

/** Nanoseconds since midnight, 0 ≤ n < 86,400,000,000,000, which a number holds exactly. */
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

/** Local date and time, the valid offset, and the zone's name when it was specified by name. */
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

/** Neo4j's four components. Nanoseconds are the fraction of the second, 0 ≤ n < 1e9; seconds have the sign. */
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
