import { FINDS, ROWS, type CountPushdown } from "../../plan/count-pushdown.ts";
import { planStep, sourceText } from "../../plan/plan-step.ts";
import type { Binding, Scope } from "../../plan/scope.ts";
import type { Execution, Operator } from "../execution.ts";
import type { MatchContext } from "../match/context.ts";
import type { Tail } from "../match/match.ts";
import { countRows } from "../profile.ts";
import { directionOf, typesOf } from "../relationship-pattern.ts";
import { compileMatch } from "./match.ts";

type Source = CountPushdown["source"];

/** A MATCH that emits the number of matches per row instead of the matches. */
export function compileCounting({ source, match }: CountPushdown, scope: Scope, execution: Execution): Operator {
  const { frame, budget } = execution;
  const finds: Binding = { slot: execution.newSlot(), kind: "value" };
  if (source.kind === "degree") {
    const degree = degreeOf(source, execution);
    const step = planStep("Projection", `getDegree(${sourceText(match.patterns[0] ?? match, execution)})`, null);
    const rows: Binding = { slot: execution.newSlot(), kind: "value" };
    if (!match.optional) {
      const tail = ({ binding }: MatchContext): Tail => {
        const { slot } = binding(source.near);
        const find = (next: () => boolean) => () => {
          frame[finds.slot] = degree(frame[slot] as number);
          return frame[finds.slot] === 0 || next();
        };
        return { find, step, adds: [[FINDS, finds]] };
      };
      return compileMatch(match, scope, execution, { tail });
    }
    const near = scope.find(source.near)?.slot ?? 0;
    return {
      scope: scope.extend([
        [FINDS, finds],
        [ROWS, rows],
      ]),
      step,
      start: (following) => {
        const sink = countRows(following, step, execution);
        return {
          row: () => {
            const node = frame[near] as number | null;
            const found = node === null ? 0 : degree(node);
            frame[finds.slot] = found;
            frame[rows.slot] = Math.max(found, 1);
            return sink.row();
          },
          end: () => sink.end(),
        };
      },
    };
  }
  const what = source.kind === "nodes" ? "Node" : "Relationship";
  const words = sourceText(match.patterns[0] ?? match, execution);
  const step = planStep(`${what}CountFromCountStore`, `count(${words})`, null);
  return {
    scope: scope.extend([[FINDS, finds]]),
    step,
    start: (following) => {
      const sink = countRows(following, step, execution);
      return {
        row: () => {
          budget.spend(1);
          frame[finds.slot] = kept(source, execution);
          return sink.row();
        },
        end: () => sink.end(),
      };
    },
  };
}

function degreeOf({ shape, reversed }: Extract<Source, { kind: "degree" }>, execution: Execution) {
  const { graph, budget } = execution;
  const { numbers } = typesOf(shape, execution);
  const direction = directionOf(shape, reversed);
  return (node: number): number => {
    budget.spend(1);
    return graph.degree(node, direction, numbers);
  };
}

/** A count that the graph stores. */
function kept(source: Exclude<Source, { kind: "degree" }>, execution: Execution): number {
  const { graph } = execution;
  if (source.kind === "nodes")
    return source.label === null ? graph.nodeCount : graph.nodeCountWithLabel(graph.labels.find(source.label));
  const { numbers } = typesOf(source.shape, execution);
  if (numbers === null) return graph.relationshipCount;
  return numbers.reduce((sum, type) => sum + graph.relationshipCountOfType(type), 0);
}
