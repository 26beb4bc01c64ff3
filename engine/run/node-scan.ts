import type { Step } from "../plan/order.ts";
import { isList } from "../values/kind.ts";
import type { Find, Matching } from "./matching.ts";

const BATCH = 1_000;

/** The first nodes of a match: from an index, a label, or all there are. */
export function compileScan({ name, start }: Extract<Step, { kind: "scan" }>, matching: Matching): Find {
  const { execution, scope } = matching;
  const { graph, frame, budget } = execution;
  const { slot } = matching.binding(name);
  switch (start.kind) {
    case "argument":
      return (next) => next;
    case "index": {
      const value = execution.expression(start.value, scope);
      return (next) => () => {
        const wanted = value();
        const values = start.many ? (isList(wanted) ? wanted : []) : [wanted];
        const seen = new Set<number>();
        for (const one of values) {
          if (one === null) continue;
          budget.spend(1);
          for (const node of start.index.equal([one])) {
            if (start.many && seen.has(node)) continue;
            seen.add(node);
            frame[slot] = node;
            if (!next()) return false;
          }
        }
        return true;
      };
    }
    default: {
      const label = start.kind === "label" ? start.label : null;
      return (next) => {
        let looked = 0;
        const visit = (node: number) => {
          looked += 1;
          if (looked === BATCH) {
            budget.spend(BATCH);
            looked = 0;
          }
          frame[slot] = node;
          return next();
        };
        return () => {
          budget.spend(1);
          return label === null
            ? graph.forEachNode(visit)
            : graph.forEachNodeWithLabel(graph.labels.find(label), visit);
        };
      };
    }
  }
}
