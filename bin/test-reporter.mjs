// What npm test prints: mocha's own report, and at the end which suites took longest, hooks included.
import mocha from "mocha";

const SHOWN = 12;

export default class extends mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const started = new Map();
    const taken = [];
    runner.on("suite", (suite) => started.set(suite, Date.now()));
    runner.on("suite end", (suite) => {
      if (suite.parent?.root === true) taken.push({ title: suite.title, millis: Date.now() - started.get(suite) });
    });
    runner.once("end", () => {
      console.log("  slowest suites:");
      for (const { title, millis } of taken.toSorted((a, b) => b.millis - a.millis).slice(0, SHOWN))
        console.log(`  ${(millis / 1_000).toFixed(1).padStart(8)} s  ${title}`);
    });
  }
}
