// npm run query -- 'MATCH …' --param name=value: prints one JSON object a row, on either store.
import { handOver, installPackages } from "./prepare.mjs";

await installPackages();
await handOver("server/main.ts", ["query", ...process.argv.slice(2)]);
