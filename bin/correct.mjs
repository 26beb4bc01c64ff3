// npm run correct -- FILE --story ID --article ID: takes in an article's text as its publisher has it now.
import { installPackages, runCommand } from "./prepare.mjs";

await installPackages();
await runCommand("correct", process.argv.slice(2));
