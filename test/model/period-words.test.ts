import { expect } from "chai";
import { periodWords } from "../../model/period-words.ts";

describe("when a story is of, in words", () => {
  for (const [from, until, words] of [
    ["2024-05-04", "2024-05-04", "4 May 2024"],
    ["2024-05-04T10:00:00Z", "2024-05-04T23:30:00+02:00", "4 May 2024"],
    ["2024-05-04", "2024-05-05", "4–5 May 2024"],
    ["2024-05-30", "2024-06-02", "30 May – 2 June 2024"],
    ["2019-12-30", "2020-01-02", "30 December 2019 – 2 January 2020"],
    ["2020", "2020-01-02", "2020 to 2 January 2020"],
    ["2020-01", "2020-01", "2020-01"],
    [null, "2020-01-02", "2 January 2020"],
    [null, null, ""],
  ] as const)
    it(`says “${words}” of ${from} to ${until}`, () => {
      expect(periodWords(from, until)).to.equal(words);
    });
});
