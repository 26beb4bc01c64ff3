import { weakest, type Certainty } from "./certainty.ts";
import type { ConnectionGraph } from "./connection-graph.ts";
import { MAX_STEPS, USUAL_CONNECTIONS } from "./connection-limits.ts";
import { denialsOf, doubtOf, isStep, saidOf, stepOf, type Ends, type Step, type StepClaim } from "./connection-step.ts";
import { unrealizedAs, type Sentence } from "./lines.ts";

/** One connection from one entity to another. */
export interface Connection {
  /** Both ends and the marks in between, in order. */
  readonly marks: readonly string[];
  readonly steps: readonly Step[];
  /** Sources that support any of its steps, each once. */
  readonly sources: readonly string[];
  /** That of its least certain step. */
  readonly certainty: Certainty;
  /** The index of the step that fails first. */
  readonly weakest: number;
  /** A source that says every step; null where nobody says the whole. */
  readonly speaker: string | null;
  /** What is left if the sources that the weakest step needs are wrong; null where it needs none in particular. */
  readonly ifWrong: IfWrong | null;
}

export interface IfWrong {
  readonly sources: readonly string[];
  /** The marks of the best alternative including both ends; null where there is none within MAX_STEPS steps. */
  readonly still: readonly string[] | null;
}

export interface Connections extends Ends {
  /** Best first. */
  readonly found: readonly Connection[];
  /** Whether there are more connections. */
  readonly more: boolean;
  /** Denials about the two ends, where nothing connects them. */
  readonly denials: readonly StepClaim[];
}

export interface ConnectionsRequest extends Ends {
  /** The most connections wanted. */
  readonly k?: number;
  /** Disabled sources. */
  readonly without?: ReadonlySet<string>;
  /** Entities that no connection may pass. */
  readonly avoiding?: ReadonlySet<string>;
}

/**
 * Finds simple paths with the fewest steps, and with one step more, until there are `k`. Those with something that has
 * not happened come last. Among equally long ones, those come first that pass no country or other wide mark, consist of
 * deeds rather than speech, and whose weakest step has the most independent sources.
 * The work is bounded: in a story with too many neighbours the best supported ones are searched.
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
/** Most steps examined per length, and most paths compared. */
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
  /** Distance to the target of every mark within `reached` steps. */
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

  /** `longer`: whether paths with one step more than the shortest are compared with them. */
  ways(k: number, { longer }: { readonly longer: boolean } = { longer: true }): Ways {
    const { from, to } = this.request;
    if (from === to) return { ways: [], more: false };
    while (!this.distances.has(from) && this.frontier.length > 0 && this.reached < MAX_STEPS) this.reachFurther();
    const fewest = this.distances.get(from);
    if (fewest === undefined) return { ways: [], more: false };
    const ways: Way[] = [];
    let more = false;
    for (let length = fewest; length <= MAX_STEPS; length += 1) {
      // Paths with one step more are compared with the shortest; even longer ones only while too few are found.
      if (length > fewest + (longer ? 1 : 0) && ways.length >= k) break;
      while (this.reached < length - 1) this.reachFurther();
      const { ways: ofLength, more: unseen } = this.ofLength(length);
      ways.push(...ofLength);
      more ||= unseen;
    }
    const ranked = ways.map((way) => ({ way, rank: this.rankOf(way) })).toSorted((a, b) => compare(a.rank, b.rank));
    return { ways: ranked.slice(0, k).map(({ way }) => way), more: more || ranked.length > k };
  }

  /** One level of the breadth-first search from the target. */
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

  /** All simple paths of exactly `length` steps, within the work limit. */
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

  /** Narrow and well supported neighbours first, so that the work limit drops the least relevant. */
  private bestNeighbours(id: string): readonly string[] {
    const known = this.sorted.get(id);
    if (known !== undefined) return known;
    const ranked = [...this.neighbours(id)]
      .filter(([other]) => !this.isAvoided(other))
      .flatMap(([other, sentences]) => {
        const said = saidOf(this.connections, sentences, this.without);
        if (said.length === 0) return [];
        // A step is evaluated only when it is used: most of a mark's thousands of neighbours never are.
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

/** The step with the fewest independent sources; of these the least certain. */
function weakestOf(steps: readonly Step[]): number {
  const ranks = steps.map(({ sources, certainty }, at) => [sources, -doubtOf(certainty), at]);
  return ranks.toSorted(compare)[0]?.[2] ?? 0;
}

/** The source that asserts every step in one claim each. */
function speakerOf(steps: readonly Step[]): string | null {
  const said = steps.map(({ claims }) => new Set(claims.flatMap(({ speakers }) => speakers)));
  const [first, ...rest] = said;
  for (const speaker of first ?? [])
    if (speaker !== null && rest.every((others) => others.has(speaker))) return speaker;
  return null;
}
