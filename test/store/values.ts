import type { CypherValue } from "../../contract/cypher-value.ts";

/** Cypher expressions and what they are on the wire; both ways, on every store. */
export const VALUES: readonly { readonly expression: string; readonly value: CypherValue }[] = [
  { expression: "true", value: true },
  { expression: "'text ‘quoted’ 🜂'", value: "text ‘quoted’ 🜂" },
  { expression: "0", value: 0 },
  { expression: "-9007199254740991", value: -9007199254740991 },
  { expression: "9007199254740993", value: { $type: "Integer", value: "9007199254740993" } },
  { expression: "-9223372036854775808", value: { $type: "Integer", value: "-9223372036854775808" } },
  { expression: "2.0", value: { $type: "Float", value: 2 } },
  { expression: "-0.0", value: { $type: "Float", value: "-0.0" } },
  { expression: "0.1", value: { $type: "Float", value: 0.1 } },
  { expression: "1e300 * 1e300", value: { $type: "Float", value: "Infinity" } },
  { expression: "-1e300 * 1e300", value: { $type: "Float", value: "-Infinity" } },
  { expression: "[]", value: [] },
  { expression: "[1, 'a', [true]]", value: [1, "a", [true]] },
  { expression: "{}", value: {} },
  { expression: "{a: 1, `b c`: [2.5]}", value: { a: 1, "b c": [{ $type: "Float", value: 2.5 }] } },
  {
    expression: "{`$type`: 'Date', value: 1}",
    value: { $type: "Map", value: { $type: "Date", value: 1 } },
  },
  { expression: "date('2020-01-03')", value: { $type: "Date", value: "2020-01-03" } },
  { expression: "localtime('12:31:14.5')", value: { $type: "LocalTime", value: "12:31:14.5" } },
  { expression: "time('12:31:14+03:00')", value: { $type: "Time", value: "12:31:14+03:00" } },
  {
    expression: "localdatetime('2020-01-03T00:47:00')",
    value: { $type: "LocalDateTime", value: "2020-01-03T00:47:00" },
  },
  { expression: "datetime('2020-01-03T00:47:00Z')", value: { $type: "DateTime", value: "2020-01-03T00:47:00Z" } },
  {
    expression: "datetime('2020-01-03T00:47:00[Asia/Baghdad]')",
    value: { $type: "DateTime", value: "2020-01-03T00:47:00+03:00[Asia/Baghdad]" },
  },
  { expression: "duration('P1Y2M3DT4H5M6.5S')", value: { $type: "Duration", value: "P1Y2M3DT4H5M6.5S" } },
  { expression: "duration('P-14M')", value: { $type: "Duration", value: "P-1Y-2M" } },
  { expression: "duration('P2D')", value: { $type: "Duration", value: "P2D" } },
  { expression: "duration('PT-3601.5S')", value: { $type: "Duration", value: "PT-1H-1.5S" } },
  { expression: "duration('PT0S')", value: { $type: "Duration", value: "PT0S" } },
  {
    expression: "point({longitude: 44.25, latitude: 33.5})",
    value: { $type: "Point", srid: 4326, x: 44.25, y: 33.5 },
  },
  { expression: "point({x: 1, y: 2, z: 3})", value: { $type: "Point", srid: 9157, x: 1, y: 2, z: 3 } },
];

/** Parameters that say they are what they are not. */
export const UNREADABLE: readonly CypherValue[] = [
  { $type: "Odd", value: 1 },
  { $type: 1 },
  { $type: "Float", value: "two" },
  { $type: "Integer", value: "two" },
  { $type: "Integer", value: "9223372036854775808" },
  { $type: "Point", srid: 1, x: 1, y: 2 },
  { $type: "Point", srid: 4979, x: 1, y: 2 },
  { $type: "Map", value: [1] },
  { $type: "Node", id: "trump" },
  [{ nested: { $type: "Odd" } }],
];
