// A worker thread cannot load TypeScript by itself: register the loader first, then enter.
import { register } from "tsx/esm/api";

register();
await import("./worker.ts");
