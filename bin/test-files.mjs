// What mocha loads in place of the tests: it would require them, and then a module that is imported only when it is
// needed finds all it imports a second time. The product is imported, and so are they.
import { pathToFileURL } from "node:url";

for (const file of process.env.WIREGRAPH_TEST_FILES.split("\n")) await import(pathToFileURL(file).href);
