import { expect } from "chai";
import { floatText } from "../../client/graph/float-text.ts";

describe("a float", () => {
  for (const [value, text] of [
    [0, "0.0"],
    [-0, "-0.0"],
    [1, "1.0"],
    [-2.5, "-2.5"],
    [0.001, "0.001"],
    [0.00099, "9.9E-4"],
    [9_999_999, "9999999.0"],
    [1e7, "1.0E7"],
    [12_345_678, "1.2345678E7"],
    [-1e21, "-1.0E21"],
    [1e300, "1.0E300"],
    [5e-324, "5.0E-324"],
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "Infinity"],
    [Number.NEGATIVE_INFINITY, "-Infinity"],
  ] as const)
    it(`is written as Cypher does: ${text}`, () => expect(floatText(value)).to.equal(text));
});
