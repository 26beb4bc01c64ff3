import type { PlanStep } from "../plan/plan-step.ts";
import type { Execution, Sink } from "./execution.ts";

/** For PROFILE: counts the rows a step gives. */
export function counted(sink: Sink, step: PlanStep, { profiling }: Execution): Sink {
  if (!profiling) return sink;
  return {
    row: () => {
      step.rows += 1;
      return sink.row();
    },
    end: () => sink.end(),
  };
}

/** For PROFILE: what is done while a row is in here is the step's, until it goes on into another. */
export function staged(sink: Sink, step: PlanStep, { profiling, working, budget }: Execution): Sink {
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
