import { expect } from "chai";
import { z } from "zod";
import { issueWords } from "../../model/issue-words.ts";

const RECORD = z.strictObject({
  name: z.string().min(1),
  code: z.string().min(2).max(3).optional(),
  day: z.int().min(1).max(31).optional(),
  share: z.number().gt(0).lt(1).optional(),
  kind: z.enum(["a", "b"]).optional(),
  is: z.literal(true).optional(),
  list: z.array(z.string()).min(1).max(2).optional(),
});

/** What is told of a record, the place before the words. */
function told(record: unknown): string[] {
  const { error } = RECORD.safeParse(record, { error: issueWords });
  return (error?.issues ?? []).map(({ path, message }) => [...path.map(String), message].join(": "));
}

describe("what is told of a value that its schema refuses", () => {
  for (const [says, record, words] of [
    ["which type it is, and which it must be", null, "It must be an object, not null"],
    ["that it is a list", [], "It must be an object, not a list"],
    ["what is missing", {}, "name: It is missing"],
    ["that a number is no text", { name: 5 }, "name: It must be text, not a number"],
    ["that a text is empty", { name: "" }, "name: It is empty"],
    ["that a text is short", { name: "n", code: "x" }, "code: It has fewer than 2 characters"],
    ["that a text is long", { name: "n", code: "xxxx" }, "code: It has more than 3 characters"],
    ["that a number is a fraction", { name: "n", day: 1.5 }, "day: It must be a whole number, not a fraction"],
    ["that a number is small", { name: "n", day: 0 }, "day: It is less than 1"],
    ["that a number is large", { name: "n", day: 32 }, "day: It is more than 31"],
    ["that a number is the limit it may not be", { name: "n", share: 0 }, "share: It must be more than 0"],
    ["so at the other end", { name: "n", share: 1 }, "share: It must be less than 1"],
    ["which words there are", { name: "n", kind: "c" }, "kind: It must be one of “a”, “b”"],
    ["the only value there is", { name: "n", is: false }, "is: It must be true"],
    ["that a list is empty", { name: "n", list: [] }, "list: It is empty"],
    ["that a list is long", { name: "n", list: ["a", "b", "c"] }, "list: It has more than 2 items"],
    ["what it does not know", { name: "n", nam: 1, x: 2 }, "It has no field called “nam”, “x”"],
  ] as const)
    it(`says ${says}`, () => expect(told(record)).to.deep.equal([words]));
});
