import pino from "pino";
import { mkdtempSync } from "node:fs";
import { makeServices } from "/work/main/server/services/services.ts";
import { openStore } from "/work/main/server/store/open-store.ts";
import { written } from "/work/main/test/model/written-story.ts";
const log = pino({ level: "silent" });
const store = await openStore({ neo4j: null, dataDir: mkdtempSync("/tmp/s16/v/d-") }, log);
const s = makeServices(store, log);
const S = ["Two ministries gave figures.", "The Alpha ministry said that the new rule cut delays by twelve percent.", "Ann Arden leads the Alpha ministry."];
const w = written({ id: "v", articles: [{ sentences: S }], entities: [["alpha", "Organization", "Alpha ministry"], ["ann", "Person", "Ann Arden"]], claims: [{ key: "l", subject: "ann", type: "LEADS", object: "alpha", quote: "Ann Arden leads the Alpha ministry" }] });
await s.load.load({ kind: "story", ...w });
let t = performance.now();
for (let n = 2; n <= 1001; n++) {
  const r = await s.load.correct("v", { article: "article-1", text: [`Updated ${n} times.`, ...(n % 3 === 0 ? S.slice(0, 2) : S)].join("\n\n"), isRewritten: false });
  if (n % 200 === 1 || n === 2) { console.log(n, JSON.stringify(r.receipts), Math.round(performance.now() - t)); t = performance.now(); }
}
t = performance.now();
const busy = await Promise.allSettled([s.load.correct("v", { article: "article-1", text: [...S, "X."].join("\n\n"), isRewritten: false }), s.load.correct("v", { article: "article-1", text: [...S, "Y."].join("\n\n"), isRewritten: false })]);
console.log(busy.map((b) => b.status + " " + (b.status === "rejected" ? b.reason.code + " " + b.reason.message : "")));
console.log((await s.history.version("owner", { story: "v", id: "article-1", number: 500 })).quoted, (await s.history.changes("owner", { story: "v", limit: 2 })).changes.length, Math.round(performance.now() - t));
await store.close();
