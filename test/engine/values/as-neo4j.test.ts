import { expect } from "chai";
import { askEngine } from "../../../tools/differential/engine-side.ts";
import * as fields from "./fields-as-neo4j.ts";
import * as texts from "./texts-as-neo4j.ts";

/** What Neo4j 5.26.30 answered where the differential test once found another answer of ours. */
const ANSWERS: readonly (readonly [expression: string, answer: string])[] = [
  ["round(-3.0e-21, 9)", "0.0"],
  ["date.truncate('century', date('-0044-03-15'))", "date 0-01-01"],
  ["valueType([0, null])", '"LIST<INTEGER> NOT NULL"'],
  [
    "valueType([[1], 'a', {a: 1}])",
    '"LIST<STRING NOT NULL | MAP NOT NULL | LIST<INTEGER NOT NULL> NOT NULL> NOT NULL"',
  ],
  ["point({x: 200, y: 10, srid: 4326})", "point 4326 -160.0 10.0"],
  ["point({x: 540, y: 10, srid: 4326})", "point 4326 180.0 10.0"],
  ["toString(point({x: 1, y: 2}))", "\"point({x: 1.0, y: 2.0, crs: 'cartesian'})\""],
  ["date({date: date('2020-02-29'), year: 2002})", "date 2002-02-28"],
  ["date({year: 2020, month: null, day: null})", "date 2020-01-01"],
  ["toStringList([1.0, null, 'a'])", '["1.0"; null; "a"]'],
  ["toString(localtime('07'))", '"07:00:00"'],
  ["'at ' + toString(time('07:00+01'))", '"at 07:00:00+01:00"'],
  [
    "localtime.truncate('microsecond', localtime('12:30:15.5'), {millisecond: 3, microsecond: 4})",
    "localtime 12:30:15.003004000",
  ],
  ["localtime.truncate('millisecond', localtime('12:30:15.123456'), {nanosecond: 4})", "localtime 12:30:15.123000004"],
  ["toBoolean(all(x IN [1] WHERE false))", "false"],
  ["toInteger(' 12 ')", "null"],
  ["toInteger('NaN')", "null"],
  ["toIntegerOrNull('1e300')", "null"],
  ["[1, 1.5] IS :: PROPERTY VALUE", "true"],
  ["trim('\\u00A0x\\u2007')", '"\u00A0x\u2007"'],
  ["ltrim('\\u001C\\u2003x')", '"x"'],
  ["toFloat('\\u00A01')", "null"],
  ["toFloat('\\b1')", "1.0"],
  ["toFloat('1.5d')", "1.5"],
  ["toFloat('d')", "null"],
  ["toBoolean('\\u2003true')", "true"],
  ["toBoolean('\\u00A0true')", "null"],
  [
    "[{a: 1} < {a: 2}, {a: 1} < {a: null}, {} < {a: 1}, {a: 1} < {b: 0}, {z: 1} < {a: 1, b: 2}]",
    "[true; null; true; true; true]",
  ],
  ["[{a: 1} <= {a: 1}, {a: 1} < {a: 'x'}, {a: 1} < 1, {a: {b: 1}} < {a: {b: 2}}]", "[true; null; null; true]"],
  ["duration('P1D') <= duration('P1D')", "true"],
  ["duration('P1D') < duration('P1D')", "null"],
  ["point({x: 1, y: 2}) >= point({x: 1, y: 2})", "true"],
  ["toFloat(datetime('2020-01-01T10:00-00:00').offsetMinutes)", "0.0"],
  ["toFloat(duration('-P5M').years)", "0.0"],
  ["split('', '')", '[""]'],
  ["split('a,b', ['', ','])", '["a"; "b"]'],
  ["split('a,b', [])", '["a,b"]'],
];

const REFUSED = [
  "range(0, null)",
  "duration({days: null})",
  "date({date: null, day: 1})",
  "point({x: 1, y: 2}).z",
  "point({x: 1, y: 0.0 / 0.0})",
  "duration(duration('P1D'))",
  "datetime.fromepoch(1, null)",
  "localdatetime(date('2020-01-01'))",
  "localdatetime({epochSeconds: 1})",
  "duration.inMonths(time('07:00'), time('08:00'))",
  "date.truncate('year', null)",
  "localdatetime.truncate('second', date('2020-01-01'))",
  "date('2020-01-01').dayOfYear",
  "toInteger('99999999999999999999')",
];

async function answerOf(text: string) {
  const rest = { columns: [], parameters: new Map(), features: new Set<string>(), sortedBy: [], bags: [] };
  return askEngine({ text: "", schema: [] }, { text, unfiltered: text, conditions: [], writes: false, ...rest });
}

describe("Values", () => {
  for (const [expression, answer] of [...ANSWERS, ...fields.ANSWERED, ...texts.READ]) {
    it(`are as Neo4j's: ${expression}`, async () => {
      const given = await answerOf(`RETURN ${expression} AS value`);
      expect(given.kind === "rows" ? given.rows : given).to.deep.equal([[answer]]);
    });
  }

  for (const expression of [...REFUSED, ...fields.REFUSED, ...texts.UNREADABLE]) {
    it(`are refused where Neo4j refuses them: ${expression}`, async () => {
      expect((await answerOf(`RETURN ${expression} AS value`)).kind).to.equal("refused");
    });
  }

  it("have no unit but their own, whatever a unit is called", async () => {
    for (const unit of ["foo", "toString", "constructor"]) {
      const call = `time.truncate('${unit}', time('12:00'))`;
      expect(await answerOf(`RETURN ${call} AS value`)).to.deep.equal({
        kind: "refused",
        code: "ArgumentError InvalidArgumentValue",
        message: `Invalid input for function 'time.truncate()': there is no unit ${unit} of this value`,
        place: { start: 7, end: 7 + call.length },
      });
    }
  });

  it("aggregate as Neo4j's do", async () => {
    const deviations = await answerOf("UNWIND [] AS x RETURN stDev(x) AS a, stDevP(x) AS b");
    expect(deviations)
      .to.have.property("rows")
      .that.deep.equals([["null", "null"]]);
    const percentiles = await answerOf(
      "UNWIND [1, 2, 3] AS x RETURN percentileCont(x, 0.5) AS a, percentileCont(x, 0.25) AS b",
    );
    expect(percentiles)
      .to.have.property("rows")
      .that.deep.equals([["2", "1.5"]]);
  });

  it("of a grouping key are seen by WHERE behind ORDER BY", async () => {
    const answer = await answerOf("WITH false AS g, min(1) AS a ORDER BY g WHERE NOT g RETURN a");
    expect(answer)
      .to.have.property("rows")
      .that.deep.equals([["1"]]);
  });

  it("count as set where a whole map sets them to nothing", async () => {
    const answer = await answerOf("CREATE (n {v: 1}) SET n = {m: null}");
    expect(answer).to.have.property("counters").that.deep.equals({ nodesCreated: 1, propertiesSet: 3 });
  });
});
