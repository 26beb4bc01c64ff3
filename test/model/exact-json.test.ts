import { expect } from "chai";
import * as fc from "fast-check";
import { NumberRangeError, parseExactJson } from "../../model/exact-json.ts";

const long = (value: string) => ({ $type: "Integer", value });

describe("parsing JSON without rounding", () => {
  for (const [json, value] of [
    ["9007199254740993", long("9007199254740993")],
    ["-9223372036854775808", long("-9223372036854775808")],
    ["9007199254740991", 9007199254740991],
    ["[9007199254740992, 1, -0, 1.0]", [long("9007199254740992"), 1, -0, 1]],
    [
      '{"a": {"b": [9007199254740993]}, "c": "9007199254740993"}',
      { a: { b: [long("9007199254740993")] }, c: "9007199254740993" },
    ],
    ['["\\"9007199254740993", "\\\\", 9007199254740993]', ['"9007199254740993', "\\", long("9007199254740993")]],
    ["9007199254740993.0", 9007199254740992],
    ["0.12345678901234567890", 0.12345678901234568],
    ["1e300", 1e300],
    ["0000", SyntaxError],
    ["9223372036854775808", NumberRangeError],
    ["-9223372036854775809", NumberRangeError],
    [`[${"9".repeat(1_000_000)}]`, NumberRangeError],
    ["[1, 1e400]", NumberRangeError],
    ["-1.5E+309", NumberRangeError],
  ] as const) {
    it(`reads ${json.slice(0, 60)}`, () => {
      if (typeof value === "function") expect(() => parseExactJson(json)).to.throw(value);
      else expect(parseExactJson(json)).to.deep.equal(value);
    });
  }

  it("names the place of a number it refuses", () => {
    const refusal = (json: string) => {
      try {
        return parseExactJson(json);
      } catch (error) {
        return error instanceof NumberRangeError ? error.at : error;
      }
    };
    expect(refusal('{"1e400": 12345678901234567890}')).to.equal(10);
  });

  it("keeps keys that objects have of themselves", () => {
    const value = parseExactJson('{"__proto__": 9007199254740993, "constructor": [9007199254740993]}') as object;
    expect(Object.entries(value)).to.deep.equal([
      ["__proto__", long("9007199254740993")],
      ["constructor", [long("9007199254740993")]],
    ]);
  });

  it("reads what has no long integers as JSON.parse does", () => {
    const isLong = (value: unknown) => Number.isInteger(value) && !Number.isSafeInteger(value);
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json = JSON.stringify([value, "1234567890123456"], (_, item: unknown) => (isLong(item) ? 0.5 : item));
        expect(parseExactJson(json)).to.deep.equal(JSON.parse(json));
      }),
    );
  });

  it("reads every integer of 64 bits as itself", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (integer) => {
        const read = parseExactJson(`{"n": ${integer}}`) as { n: number | { value: string } };
        expect(typeof read.n === "number" ? BigInt(read.n) : BigInt(read.n.value)).to.equal(integer);
      }),
    );
  });
});
