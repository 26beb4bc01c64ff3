import { expect } from "chai";
import type { Plain } from "../database.ts";
import { naivePaths, type Found, type Link, type Segment, type SmallGraph } from "./naive-paths.ts";
import { MANY, type Selector } from "./path-cases.ts";

/** `(0)-3->(1)`: as many lines as rows; the selector's choice among paths of one length is left out. */
function told(paths: readonly Found[]): string[] {
  return paths.map(({ nodes, links }) => `${nodes.join(" ")} by ${links.map(({ n }) => n).join(" ")}`).toSorted();
}

/** Checks the rows of one statement: of each pair the lengths wanted, each path one of those there are, none twice too often. */
export function check(
  graph: SmallGraph,
  rows: readonly Plain[][],
  wanted: ReadonlyMap<string, readonly Found[]>,
  selector: Selector,
  statement: string,
): void {
  const answered = new Map<string, Found[]>();
  for (const [nodes, links] of rows as [number[], number[]][]) {
    const found = { nodes, links: links.map((n) => graph.links[n] as Link) };
    const key = `${nodes[0]} ${nodes.at(-1)}`;
    answered.set(key, [...(answered.get(key) ?? []), found]);
  }
  const chosen = new Map([...wanted].map(([pair, found]) => [pair, choose(found, selector)]));
  const lengths = (all: ReadonlyMap<string, readonly Found[]>) =>
    [...all].flatMap(([pair, found]) => found.map(({ links }) => `${pair}: ${links.length}`)).toSorted();
  expect(lengths(answered), statement).to.deep.equal(lengths(chosen));
  for (const [pair, found] of answered) {
    if (selector.paths === MANY) expect(told(found), statement).to.deep.equal(told(chosen.get(pair) ?? []));
    const left = told(wanted.get(pair) ?? []);
    for (const one of told(found)) {
      expect(left, statement).to.include(one);
      left.splice(left.indexOf(one), 1);
    }
  }
}

/** What a selector leaves of the paths between two nodes, one of those it may leave. */
export function choose(found: readonly Found[], { paths, lengths }: Selector): Found[] {
  const sorted = found.toSorted((one, other) => one.links.length - other.links.length);
  const wanted = [...new Set(sorted.map(({ links }) => links.length))].slice(0, lengths);
  return sorted.filter(({ links }) => wanted.includes(links.length)).slice(0, paths);
}

/** All paths by their two ends. */
export function byEnds(
  graph: SmallGraph,
  segments: readonly Segment[],
  has: (a: number, b: number) => boolean,
  holds: (path: Found) => boolean = () => true,
): Map<string, Found[]> {
  const all = new Map<string, Found[]>();
  graph.v.forEach((_, a) => {
    for (const path of naivePaths(graph, segments, a)) {
      const b = path.nodes.at(-1) ?? a;
      if (has(a, b) && holds(path)) all.set(`${a} ${b}`, [...(all.get(`${a} ${b}`) ?? []), path]);
    }
  });
  return all;
}
