import * as fc from "fast-check";
import { Database } from "../database.ts";
import { creation, smallGraph } from "./naive-paths.ts";
import { byEnds, check } from "./path-answers.ts";
import { ENDS, MANY, PATTERNS } from "./path-cases.ts";

const ALL = { text: "", paths: MANY, lengths: MANY };

describe("Trails of each pattern are all there are", () => {
  for (const { text, segments, holds } of PATTERNS) {
    it(`(a)${text}(b)`, () => {
      fc.assert(
        fc.property(smallGraph, fc.constantFrom(...ENDS), (graph, ends) => {
          const statement = `${ends.text} MATCH p = (a)${text}(b) RETURN [n IN nodes(p) | n.i] AS nodes, [r IN relationships(p) | r.n] AS links`;
          const rows = new Database(creation(graph)).rows(statement);
          check(
            graph,
            rows,
            byEnds(graph, segments(graph), ends.has, (path) => holds?.(path, graph) ?? true),
            ALL,
            statement,
          );
        }),
        { seed: 20_261_125, numRuns: 60 },
      );
    });
  }
});
