// For who runs mocha by itself: threads of the tests run the built server, which must not be older than its sources.
import { buildServer } from "./prepare.mjs";

await buildServer();
