import { TYPES, walkOf, type Sample, type Walk } from "./sample.ts";

/** A question for every engine, and its answer from hand-written loops. */
export interface Question {
  readonly figure: string;
  readonly statement: string;
  readonly truth: unknown[][];
}

const ONE = 4_711;
const FAR = 90_001;
const OLDER_THAN = 80;

/** Ten typical questions about a graph. */
export function questionsOf(sample: Sample): Question[] {
  const hand = new ByHand(sample);
  return [
    {
      figure: "a node by its id",
      statement: `MATCH (p:Person {id: ${ONE}}) RETURN p.name`,
      truth: [[sample.names[ONE]]],
    },
    {
      figure: "one hop of a hub",
      statement: "MATCH (p:Person {id: 0})-[:KNOWS]->(other) RETURN count(other)",
      truth: [[hand.neighbours(0, 0).length]],
    },
    {
      figure: "distinct nodes two hops away",
      statement: `MATCH (p:Person {id: ${ONE}})--()--(other) WHERE other <> p RETURN count(DISTINCT other)`,
      truth: [[hand.twoHopsAway(ONE)]],
    },
    {
      figure: "length of a shortest path",
      statement: `MATCH (a:Person {id: ${ONE}}), (b:Person {id: ${FAR}}) MATCH path = shortestPath((a)-[*..8]-(b)) RETURN length(path)`,
      truth: [[hand.distance(ONE, FAR)]],
    },
    {
      figure: "top 20 by degree",
      statement:
        "MATCH (p:Person)-[r]-() WITH p, count(r) AS degree RETURN p.id, degree ORDER BY degree DESC, p.id LIMIT 20",
      truth: hand.topByDegree(20),
    },
    {
      figure: "a scan with CONTAINS",
      statement: "MATCH (p:Person) WHERE p.name CONTAINS '777' RETURN count(p)",
      truth: [[sample.names.filter((name) => name.includes("777")).length]],
    },
    {
      figure: "triangles",
      statement: "MATCH (a)-[:PAYS]->(b)-[:PAYS]->(c)-[:PAYS]->(a) RETURN count(*)",
      truth: [[hand.triangles(1)]],
    },
    {
      figure: "people counted by age",
      statement: "MATCH (p:Person) RETURN p.age AS age, count(*) AS people ORDER BY age",
      truth: hand.peopleByAge(),
    },
    {
      figure: "an optional match",
      statement: `MATCH (p:Person) WHERE p.age > ${OLDER_THAN} OPTIONAL MATCH (p)-[:PAYS]->(x) WHERE x.age < 3 RETURN count(p), count(x)`,
      truth: [hand.optional()],
    },
    {
      figure: "a pattern comprehension",
      statement: `MATCH (p:Person) WHERE p.id < 200 AND p.id > 0 RETURN p.id, size([(p)-[:KNOWS]->(x) WHERE x.age > ${OLDER_THAN} | x.name]) AS known ORDER BY p.id`,
      truth: hand.comprehension(),
    },
  ];
}

/** The answers, computed by plain loops over the arrays. */
class ByHand {
  private readonly out: Walk;
  private readonly into: Walk;

  constructor(private readonly sample: Sample) {
    this.out = walkOf(sample.nodes, sample.starts, sample.ends);
    this.into = walkOf(sample.nodes, sample.ends, sample.starts);
  }

  neighbours(node: number, type: number): number[] {
    const { offsets, relationships, others } = this.out;
    const found: number[] = [];
    for (let at = offsets[node] as number; at < (offsets[node + 1] as number); at += 1)
      if (this.sample.types[relationships[at] as number] === type) found.push(others[at] as number);
    return found;
  }

  twoHopsAway(start: number): number {
    const found = new Set<number>();
    for (const [first, middle] of this.around(start))
      for (const [second, end] of this.around(middle)) if (first !== second && end !== start) found.add(end);
    return found.size;
  }

  distance(from: number, to: number): number {
    const seen = new Set([from]);
    let border = [from];
    for (let length = 0; border.length > 0; length += 1) {
      if (border.includes(to)) return length;
      const next: number[] = [];
      for (const node of border) {
        for (const [, other] of this.around(node)) {
          if (seen.has(other)) continue;
          seen.add(other);
          next.push(other);
        }
      }
      border = next;
    }
    return -1;
  }

  topByDegree(most: number): number[][] {
    const degrees = Array.from({ length: this.sample.nodes }, (_, node) => [node, this.around(node).length]);
    return degrees.toSorted(([a = 0, left = 0], [b = 0, right = 0]) => right - left || a - b).slice(0, most);
  }

  triangles(type: number): number {
    let count = 0;
    const { starts, ends, types } = this.sample;
    const walk = this.out;
    for (let first = 0; first < starts.length; first += 1) {
      if (types[first] !== type) continue;
      const [a, b] = [starts[first] as number, ends[first] as number];
      for (let at = walk.offsets[b] as number; at < (walk.offsets[b + 1] as number); at += 1) {
        const second = walk.relationships[at] as number;
        if (types[second] !== type || second === first) continue;
        const c = walk.others[at] as number;
        for (let last = walk.offsets[c] as number; last < (walk.offsets[c + 1] as number); last += 1) {
          const third = walk.relationships[last] as number;
          if (types[third] === type && third !== first && third !== second && walk.others[last] === a) count += 1;
        }
      }
    }
    return count;
  }

  peopleByAge(): number[][] {
    const counts = new Map<number, number>();
    for (const age of this.sample.ages) counts.set(age, (counts.get(age) ?? 0) + 1);
    return [...counts].toSorted(([a], [b]) => a - b);
  }

  optional(): number[] {
    let [rows, found] = [0, 0];
    for (let node = 0; node < this.sample.nodes; node += 1) {
      if ((this.sample.ages[node] as number) <= OLDER_THAN) continue;
      const young = this.neighbours(node, TYPES.indexOf("PAYS")).filter((other) => (this.sample.ages[other] ?? 0) < 3);
      rows += Math.max(1, young.length);
      found += young.length;
    }
    return [rows, found];
  }

  comprehension(): number[][] {
    return Array.from({ length: 199 }, (_, before) => {
      const node = before + 1;
      const known = this.neighbours(node, 0).filter((other) => (this.sample.ages[other] ?? 0) > OLDER_THAN);
      return [node, known.length];
    });
  }

  /** The number of relationships at a node in both directions; a loop counts once. */
  private around(node: number): [relationship: number, other: number][] {
    const found: [number, number][] = [];
    for (const { offsets, relationships, others } of [this.out, this.into]) {
      for (let at = offsets[node] as number; at < (offsets[node + 1] as number); at += 1) {
        const isLoopAgain = offsets === this.into.offsets && others[at] === node;
        if (!isLoopAgain) found.push([relationships[at] as number, others[at] as number]);
      }
    }
    return found;
  }
}
