import { expect } from "chai";
import { languageTag } from "../../model/language-tag.ts";
import { dateWords } from "../../model/receipt.ts";

const DAY = "2020-01-04";

describe("the language of an article", () => {
  for (const [given, tag, day] of [
    ["en", "en", "4 January 2020"],
    ["en_US", "en-US", "January 4, 2020"],
    ["en_us.UTF-8", "en-US", "January 4, 2020"],
    ["DE", "de", "4. Januar 2020"],
    ["de_DE@euro", "de-DE", "4. Januar 2020"],
    ["zh-hant-tw", "zh-Hant-TW", "2020年1月4日"],
    ["en-u-ca-buddhist", "en", "4 January 2020"],
    [" fr ", "fr", "4 janvier 2020"],
    ["und", "und", "4 January 2020"],
    ["", null, "4 January 2020"],
    ["english", null, "4 January 2020"],
    ["C", null, "4 January 2020"],
    ["en--us", null, "4 January 2020"],
    ["x-private", null, "4 January 2020"],
    ["日本語", null, "4 January 2020"],
    ["<b>", null, "4 January 2020"],
    ["e\u0000", null, "4 January 2020"],
  ] as const)
    it(`is ${tag ?? "unknown"} where it is written ${JSON.stringify(given)}, and a date is told in it`, () =>
      expect([languageTag(given), dateWords(DAY, given)]).to.deep.equal([tag, day]));

  it("leaves a day as it is written that no calendar has", () =>
    expect(["2020-02-30", "2020-13-45", "0000-00-00"].map((day) => dateWords(day, "en"))).to.deep.equal([
      "2020-02-30",
      "2020-13-45",
      "0000-00-00",
    ]));
});
