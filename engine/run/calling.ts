/* Procedures, and the call of one: few statements need them. */
export { compileCallProcedure } from "./call-procedure.ts";
export { byName, PROCEDURES } from "./procedures.ts";
