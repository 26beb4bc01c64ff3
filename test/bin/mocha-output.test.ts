import { expect } from "chai";

interface Counts {
  readonly passing: number;
  readonly failing: number;
  readonly pending: number;
}

interface MochaOutput {
  countsOf(output: string): Counts | null;
  sumOf(all: readonly (Counts | null)[]): Counts | null;
  failuresOf(output: string): string;
  countsText(counts: Counts | null): string;
}

// A launcher is plain JavaScript and has no types.
const file = "../../bin/mocha-output.mjs";
const { countsOf, countsText, failuresOf, sumOf } = (await import(file)) as MochaOutput;

const GREEN = "\n  A suite\n    ✔ is told: 3 passing\n\n\n  12 passing (2s)\n";
const RED =
  "\n  A suite\n\n\n\u001B[92m \u001B[0m\u001B[32m 7 passing\u001B[0m\u001B[90m (2m)\u001B[0m\n\u001B[36m \u001B[0m\u001B[36m 3 pending\u001B[0m\n\u001B[31m  2 failing\u001B[0m\n\n  1) A suite\n       5 failing\n\n  slowest suites:\n   0.1 s  A suite\n";

describe("What mocha says at the end", () => {
  it("is counted, in colours or not, and not what a test is called", () => {
    expect(countsOf(GREEN)).to.deep.equal({ passing: 12, failing: 0, pending: 0 });
    expect(countsOf(RED)).to.deep.equal({ passing: 7, failing: 2, pending: 3 });
  });

  it("is added up over several runs", () => {
    const sum = sumOf([countsOf(GREEN), countsOf(RED)]);
    expect(countsText(sum)).to.equal("19 passing, 2 failing, 3 pending");
    expect(countsOf(`${GREEN}${RED}\n  ${countsText(sum)} in 4 s\n`)).to.deep.equal(sum);
  });

  it("names what failed, and nothing where all passed", () => {
    expect(failuresOf(RED)).to.equal("1) A suite\n       5 failing");
    expect(failuresOf(GREEN)).to.equal("");
  });

  it("is nothing where a run broke off, which is told of the sum too", () => {
    expect(countsOf("\n  A suite\n    ✔ one\nKilled\n")).to.equal(null);
    expect(countsText(sumOf([countsOf(GREEN), null]))).to.equal("the run did not come to its end");
  });
});
