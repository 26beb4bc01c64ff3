// What only patterns of many steps need, as one piece that is brought in when a statement has one.
export { endsOnly, reaching, reachingAny } from "../plan/reaching.ts";
export { compileQuantified } from "./quantified.ts";
export { compileVariableLength } from "./variable-length.ts";
