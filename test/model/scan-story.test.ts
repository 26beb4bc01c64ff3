import { expect } from "chai";
import * as fc from "fast-check";
import { byteSource } from "../../model/byte-source.ts";
import { readStoryRecords } from "../../model/read-story.ts";
import { scanStory } from "../../model/scan-story.ts";
import { seedJson, seedRequest } from "./seed.ts";

const encode = (text: string) => new TextEncoder().encode(text);

/** What was found, parsed piece by piece. */
function found(json: string): unknown {
  const bytes = byteSource(encode(json));
  const scanned = scanStory(bytes, Number.POSITIVE_INFINITY);
  if (scanned === null) return null;
  const parse = (start: number, end: number) => JSON.parse(bytes.text(start, end)) as unknown;
  const lists = [...scanned.lists].map(([name, spans]) => [
    name,
    Array.from({ length: spans.length / 2 }, (_, at) => parse(spans[at * 2] ?? 0, spans[at * 2 + 1] ?? 0)),
  ]);
  const head = [...scanned.head].map(([name, [start, end]]) => [name, parse(start, end)]);
  return Object.fromEntries([...head, ...lists] as [string, unknown][]);
}

describe("the records of a story file", () => {
  it("are found as JSON.parse has them, however the file is written", () => {
    const file = fc.record(
      {
        story: fc.jsonValue(),
        articles: fc.array(fc.jsonValue()),
        entities: fc.oneof(fc.array(fc.jsonValue()), fc.jsonValue()),
        relations: fc.array(fc.jsonValue()),
        'a "quoted\\ name': fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(file, fc.constantFrom("", " ", "\t", "\r\n  "), fc.boolean(), (value, space, marked) => {
        const json = JSON.stringify(value, null, space);
        expect(found(`${marked ? "\uFEFF" : ""}${space}${json}${space}`)).to.deep.equal(JSON.parse(json));
      }),
    );
  });

  for (const json of [
    "",
    "[]",
    "{",
    '{"articles": [1 2]}',
    '{"articles": [1,]}',
    '{"articles": [}',
    '{"articles": [[1]}',
    '{"articles": [1], "articles": [2]}',
    '{"story": 1, "story": 2}',
    '{"story": {}} more',
    '{"story" {}}',
    `{"articles": [${"[".repeat(63)}${"]".repeat(63)}]}`,
  ]) {
    it(`are not looked for in ${json.slice(0, 40)}`, () => {
      expect(() => {
        if (found(json) === null) throw new SyntaxError("not found");
      }).to.throw(SyntaxError);
    });
  }

  it("are looked for no further than the list that is wanted", () => {
    const scanned = scanStory(byteSource(encode('{"story": {}, "articles": [1], "entities": [')), 9, "articles");
    expect(scanned).to.deep.equal({ head: new Map([["story", [10, 12]]]), lists: new Map([["articles", [27, 28]]]) });
  });

  it("are refused with line and column wherever the file ends too early", () => {
    const bytes = encode(seedJson);
    for (let end = 0; end < bytes.length - 2; end += 9_973) {
      const read = readStoryRecords(byteSource(bytes.subarray(0, end)), seedRequest);
      expect(read.ok ? [] : read.problems.map(({ code }) => code)).to.deep.equal(["json"]);
    }
  });
});
