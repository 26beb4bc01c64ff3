import type { PlanStep } from "../plan/plan-step.ts";
import type { Execution, Sink } from "./execution.ts";

/** For PROFILE: counts the rows that a step emits. */
export function countRows(sink: Sink, step: PlanStep, { profiling }: Execution): Sink {
  if (!profiling) return sink;
  return {
    row: () => {
      step.rows += 1;
      return sink.row();
    },
    end: () => sink.end(),
  };
}

/** For PROFILE: attributes the work done while a row is inside a sink to the step of that sink. */
export function attributeSteps(sink: Sink, step: PlanStep, { profiling, working, budget }: Execution): Sink {
  if (!profiling) return sink;
  const turnTo = (next: PlanStep | null) => {
    if (working.step !== null) working.step.steps += budget.steps - working.since;
    working.since = budget.steps;
    working.step = next;
  };
  const within = <T>(work: () => T): T => {
    const before = working.step;
    turnTo(step);
    const result = work();
    turnTo(before);
    return result;
  };
  return { row: () => within(() => sink.row()), end: () => within(() => sink.end()) };
}
