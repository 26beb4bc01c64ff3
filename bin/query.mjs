// npm run query -- 'MATCH …' --param name=value: prints one JSON object a row, on either store.
import { installPackages, runCommand } from "./prepare.mjs";

await installPackages();
await runCommand("query", process.argv.slice(2));
