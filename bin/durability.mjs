// npm run test:durability: what is acknowledged outlives 200 kills and any bit that is another, where npm test tries some.
const FILES = ["durability", "journal", "killed-load"].map((name) => `test/store/${name}.test.ts`);

process.env["WIREGRAPH_KILLS"] = "200";
process.argv.splice(2, Number.POSITIVE_INFINITY, ...FILES);
await import("./test.mjs");
