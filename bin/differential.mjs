// npm run test:differential -- --queries N --seed S: random statements on our engine and on a real Neo4j, answers compared whole.
import { handOver, installPackages, stop } from "./prepare.mjs";
import { neo4jMissing } from "./neo4j.mjs";

await installPackages();
const missing = process.env.NEO4J_URI === undefined ? neo4jMissing() : null;
if (missing !== null) stop(missing);
await handOver("tools/differential/main.ts", process.argv.slice(2));
