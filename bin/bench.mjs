// npm run bench: measures the engine beside hand-written loops and Grafeo (or what is named: npm run bench -- storage).
import { handOver, installPackages } from "./prepare.mjs";

await installPackages();
// A panic inside Grafeo is told in its row; its stack trace would only hide the table.
await handOver("bench/main.ts", process.argv.slice(2), { RUST_BACKTRACE: "0" });
