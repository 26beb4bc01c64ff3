import type { Execution, PlanStep, Sink } from "./execution.ts";

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
