import { weakest, type Certainty } from "./certainty.ts";
import type { ConnectionGraph } from "./connection-graph.ts";
import { MAX_STEPS, USUAL_CONNECTIONS } from "./connection-limits.ts";
import { denialsOf, doubtOf, isStep, saidOf, stepOf, type Ends, type Step, type StepClaim } from "./connection-step.ts";
import { unrealizedAs, type Sentence } from "./lines.ts";

/** One way from one entity to another. */
export interface Connection {
  /** Both ends and what is between them, in order. */
  readonly marks: readonly string[];
  readonly steps: readonly Step[];
  /** Sources that speak for any of its steps, each once. */
  readonly sources: readonly string[];
  /** Of its least certain step. */
  readonly certainty: Certainty;
  /** The step that falls first, as an index. */
  readonly weakest: number;
  /** A voice that says every step; null where nobody says the whole. */
  readonly speaker: string | null;
  /** What is left if the sources that the weakest step needs are wrong; null where it needs none in particular. */
  readonly ifWrong: IfWrong | null;
}

export interface IfWrong {
  readonly sources: readonly string[];
  /** The marks of the best other way, both ends with them; null where there is none in MAX_STEPS steps. */
  readonly still: readonly string[] | null;
}

export interface Connections extends Ends {
  /** The best first. */
  readonly found: readonly Connection[];
  /** There are ways that are not among them. */
  readonly more: boolean;
  /** Of the two ends themselves, where nothing says that something links them. */
  readonly denials: readonly StepClaim[];
}

export interface ConnectionsRequest extends Ends {
  /** How many are wanted at most. */
  readonly k?: number;
  /** Sources whose word does not count. */
  readonly without?: ReadonlySet<string>;
  /** Entities that nothing is to lead through. */
  readonly avoiding?: ReadonlySet<string>;
}

/**
 * The loopless ways of fewest steps, and of one step more, until `k` are found. What has not happened
 * stands last. Of equally long ones those stand first that lead through no country or other wide mark, tell of deeds rather
 * than words, and whose weakest step has the most independent sources.
 * Bounded in work: of a story in which more is joined than can be looked at, the best joined are.
 */
export function findConnections(connections: ConnectionGraph, request: ConnectionsRequest): Connections {
  const { from, to, without = NONE, k = USUAL_CONNECTIONS } = request;
  const search = new Search(connections, request);
  const { ways, more } = search.ways(k);
  const left = new Map<string, readonly string[] | null>();
  const stillLinked = (needs: readonly string[]): readonly string[] | null => {
    const key = JSON.stringify(needs);
    const known = left.get(key);
    if (known !== undefined) return known;
    const others = new Search(connections, { ...request, without: new Set([...without, ...needs]) });
    const still = others.ways(1, { longer: false }).ways[0]?.marks ?? null;
    left.set(key, still);
    return still;
  };
  const found = ways.map((way) => describe(way, stillLinked));
  const between = connections.neighbours(from, [from, to]).get(to) ?? [];
  return {
    from,
    to,
    found,
    more,
    denials: found.length > 0 || without.size > 0 ? [] : denialsOf(connections, between),
  };
}

const NONE: ReadonlySet<string> = new Set();
/** Steps that are looked at for one length, and ways that are compared. */
const MAX_WORK = 20_000;
const MAX_CANDIDATES = 600;

interface Way {
  readonly marks: readonly string[];
  readonly steps: readonly Step[];
}

interface Ways {
  readonly ways: readonly Way[];
  readonly more: boolean;
}

class Search {
  private readonly ends: readonly string[];
  private readonly without: ReadonlySet<string>;
  private readonly avoiding: ReadonlySet<string>;
  private readonly around = new Map<string, ReadonlyMap<string, readonly Sentence[]>>();
  private readonly steps = new Map<string, Map<string, Step | null>>();
  private readonly sorted = new Map<string, readonly string[]>();
  /** Steps to the far end from everything that is at most `reached` away from it. */
  private readonly distances = new Map<string, number>();
  private frontier: readonly string[];
  private reached = 0;

  constructor(
    private readonly connections: ConnectionGraph,
    private readonly request: ConnectionsRequest,
  ) {
    this.ends = [request.from, request.to];
    this.without = request.without ?? NONE;
    this.avoiding = request.avoiding ?? NONE;
    this.distances.set(request.to, 0);
    this.frontier = [request.to];
  }

  /** `longer`: whether ways of one step more than the shortest are compared with them. */
  ways(k: number, { longer }: { readonly longer: boolean } = { longer: true }): Ways {
    const { from, to } = this.request;
    if (from === to) return { ways: [], more: false };
    while (!this.distances.has(from) && this.frontier.length > 0 && this.reached < MAX_STEPS) this.reachFurther();
    const fewest = this.distances.get(from);
    if (fewest === undefined) return { ways: [], more: false };
    const ways: Way[] = [];
    let more = false;
    for (let length = fewest; length <= MAX_STEPS; length += 1) {
      // The next-shortest are compared with the shortest, longer ones only while too few are found.
      if (length > fewest + (longer ? 1 : 0) && ways.length >= k) break;
      while (this.reached < length - 1) this.reachFurther();
      const { ways: ofLength, more: unseen } = this.ofLength(length);
      ways.push(...ofLength);
      more ||= unseen;
    }
    const ranked = ways.map((way) => ({ way, rank: this.rankOf(way) })).toSorted((a, b) => compare(a.rank, b.rank));
    return { ways: ranked.slice(0, k).map(({ way }) => way), more: more || ranked.length > k };
  }

  /** One round of the breadth-first search from the far end. */
  private reachFurther(): void {
    this.reached += 1;
    const next: string[] = [];
    for (const at of this.frontier)
      for (const [other, sentences] of this.neighbours(at)) {
        if (this.distances.has(other) || this.isAvoided(other)) continue;
        if (!isStep(this.connections, sentences, this.without)) continue;
        this.distances.set(other, this.reached);
        next.push(other);
      }
    this.frontier = next;
  }

  /** All loopless ways of exactly so many steps, as far as the work allows. */
  private ofLength(length: number): Ways {
    const { from, to } = this.request;
    const found: (readonly string[])[] = [];
    let more = false;
    let work = 0;
    const visit = (marks: readonly string[]): void => {
      const at = marks.at(-1) ?? from;
      if (at === to) {
        found.push(marks);
        return;
      }
      const left = length - marks.length;
      for (const other of this.bestNeighbours(at)) {
        if (found.length >= MAX_CANDIDATES || work >= MAX_WORK) {
          more = true;
          return;
        }
        work += 1;
        const distance = this.distances.get(other);
        if (distance === undefined || distance > left || (other === to) !== (left === 0)) continue;
        if (!marks.includes(other)) visit([...marks, other]);
      }
    };
    visit([from]);
    return { ways: found.map((marks) => this.wayOf(marks)), more };
  }

  private wayOf(marks: readonly string[]): Way {
    return { marks, steps: marks.slice(1).flatMap((to, at) => this.step(marks[at] ?? to, to) ?? []) };
  }

  private isAvoided(id: string): boolean {
    return this.avoiding.has(id) && !this.ends.includes(id);
  }

  /** The narrow and well borne out first: what is not looked at is the least of it. */
  private bestNeighbours(id: string): readonly string[] {
    const known = this.sorted.get(id);
    if (known !== undefined) return known;
    const ranked = [...this.neighbours(id)]
      .filter(([other]) => !this.isAvoided(other))
      .flatMap(([other, sentences]) => {
        const said = saidOf(this.connections, sentences, this.without);
        if (said.length === 0) return [];
        // A step is judged when it is gone: of a mark with thousands of neighbours most are not.
        const doubt = Math.min(...said.map(({ certainty }) => doubtOf(certainty)));
        return [{ other, rank: [Number(this.connections.isWide(other)), doubt, -said.length, other] }];
      })
      .toSorted((a, b) => compare(a.rank, b.rank))
      .map(({ other }) => other);
    this.sorted.set(id, ranked);
    return ranked;
  }

  private neighbours(id: string): ReadonlyMap<string, readonly Sentence[]> {
    const known = this.around.get(id);
    if (known !== undefined) return known;
    const found = this.connections.neighbours(id, this.ends);
    this.around.set(id, found);
    return found;
  }

  private step(from: string, to: string): Step | null {
    const own = this.steps.get(from) ?? new Map<string, Step | null>();
    this.steps.set(from, own);
    const known = own.get(to);
    if (known !== undefined) return known;
    const made = stepOf(this.connections, { from, to }, this.neighbours(from).get(to) ?? [], this.without);
    own.set(to, made);
    return made;
  }

  private rankOf({ marks, steps }: Way): readonly (number | string)[] {
    const doubt = Math.max(...steps.map(({ certainty }) => doubtOf(certainty)));
    return [
      Number(steps.some(({ certainty }) => unrealizedAs(certainty) !== null)),
      steps.length,
      marks.slice(1, -1).filter((id) => this.connections.isWide(id)).length,
      steps.filter(({ claims }) => claims[0]?.isTalk).length,
      -Math.min(...steps.map(({ sources }) => sources)),
      doubt,
      -sourcesOf(steps).length,
      ...marks,
    ];
  }
}

function compare(one: readonly (number | string)[], other: readonly (number | string)[]): number {
  for (const [at, value] of one.entries()) {
    const against = other[at];
    if (against === undefined) return 1;
    if (value !== against) return value < against ? -1 : 1;
  }
  return one.length - other.length;
}

function sourcesOf(steps: readonly Step[]): string[] {
  return [...new Set(steps.flatMap(({ heard }) => heard))];
}

function describe(
  { marks, steps }: Way,
  stillLinked: (needs: readonly string[]) => readonly string[] | null,
): Connection {
  const weakestAt = weakestOf(steps);
  const needs = steps[weakestAt]?.needs ?? [];
  return {
    marks,
    steps,
    sources: sourcesOf(steps),
    certainty: weakest(steps.map(({ certainty }) => certainty)),
    weakest: weakestAt,
    speaker: speakerOf(steps),
    ifWrong: needs.length === 0 ? null : { sources: needs, still: stillLinked(needs) },
  };
}

/** The step on the fewest independent sources; of these the least certain. */
function weakestOf(steps: readonly Step[]): number {
  const ranks = steps.map(({ sources, certainty }, at) => [sources, -doubtOf(certainty), at]);
  return ranks.toSorted(compare)[0]?.[2] ?? 0;
}

/** Who says each step in a claim of his own. */
function speakerOf(steps: readonly Step[]): string | null {
  const said = steps.map(({ claims }) => new Set(claims.flatMap(({ speakers }) => speakers)));
  const [first, ...rest] = said;
  for (const speaker of first ?? [])
    if (speaker !== null && rest.every((others) => others.has(speaker))) return speaker;
  return null;
}
