import { expect } from "chai";
import * as fc from "fast-check";
import { DuplicateNameError, parseExactJson } from "../../model/exact-json.ts";
import { duplicateName } from "../../model/json-names.ts";

describe("the names in an object of a JSON text", () => {
  for (const [json, name, at] of [
    ['{"a": 1, "a": 2}', "a", 9],
    ['{"a": 1, "\\u0061": 1}', "a", 9],
    ['[{"b": {"a": 1}}, {"b": {"a": 1, "c": [], "a": 1}}]', "a", 42],
    ['{"": 1, "": 1}', "", 8],
    ['{"__proto__": 1, "__proto__": 1}', "__proto__", 17],
    ['{"x\\\\": 1, "\\"x": 2, "x\\\\": 3}', "x\\", 21],
    ['{"a": ":{\\"a\\":", "b": "}", "a": 1}', "a", 28],
  ] as const)
    it(`stand once: refuses ${json}`, () => {
      const error = (() => {
        try {
          return parseExactJson(json);
        } catch (thrown) {
          return thrown;
        }
      })() as DuplicateNameError;
      expect({ is: error instanceof DuplicateNameError, at: error.at, message: error.message }).to.deep.equal({
        is: true,
        at,
        message: `The name “${name}” stands twice in one object`,
      });
    });

  it("may stand in many objects, whatever JSON.stringify writes", () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(duplicateName(json, JSON.parse(json))).to.equal(null);
      }),
    );
  });
});
