// npm run test:durability: what is acknowledged outlives 200 kills, where npm test has only some of them.
process.env["WIREGRAPH_KILLS"] = "200";
process.argv.splice(2, Number.POSITIVE_INFINITY, "test/store/durability.test.ts", "test/store/killed-load.test.ts");
await import("./test.mjs");
