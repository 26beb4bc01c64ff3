import type { Draw } from "./draw.ts";
import { condition, expression, type Surroundings } from "./expressions.ts";
import { SELECTORS } from "./features.ts";
import { LABELS, TYPES } from "./graphs.ts";
import { asValue, filterVariants } from "./filter-variants.ts";
import type { Variable } from "./value-type.ts";

/** A pattern as written, and the names it brings besides those that stood before. */
export interface Pattern {
  readonly text: string;
  readonly added: readonly Variable[];
}

/** Writes patterns over the names that stand; each new name stands for what comes after it. */
export class PatternWriter {
  private readonly draw: Draw;
  private readonly added: Variable[] = [];
  /** One clause holds lengths like `*1..2` or quantifiers, never both. */
  private repeated: "length" | "quantifier" | null = null;
  /** Whether labels, types, properties and inline WHERE stand only in the statement as it is asked. */
  private hasVariants = false;
  /** What those ask, as values. */
  private readonly conditions: string[] = [];

  constructor(
    private readonly before: readonly Variable[],
    private readonly around: Surroundings,
  ) {
    this.draw = around.draw;
  }

  /** Patterns joined by commas, as MATCH takes them. */
  several(most: number): Pattern & { readonly conditions: readonly string[] } {
    const { draw } = this;
    this.hasVariants = true;
    const count = draw.chance(30) ? most : 1;
    const texts = Array.from({ length: count }, () =>
      draw.weighted<() => string>([
        [10, () => this.plain()],
        [2, () => (this.repeated === "length" ? this.plain() : this.quantified())],
      ])(),
    );
    return { text: texts.join(", "), added: this.added, conditions: this.conditions };
  }

  /** One pattern without a name for its path, as EXISTS takes it. */
  simple(): Pattern {
    return { text: this.chain(1 + this.draw.below(2), false), added: this.added };
  }

  /** shortestPath, SHORTEST and their sisters between two nodes. Which of several is chosen is open, so only lengths are read. */
  shortest(): Pattern & { readonly where: readonly string[] } {
    const { draw } = this;
    const path = draw.name("p");
    const type = draw.chance(50) ? `:${draw.one(TYPES)}` : "";
    const [left, right] = draw.one([
      ["-", "->"],
      ["-", "-"],
      ["<-", "-"],
    ] as const);
    const selector = draw.one(SELECTORS);
    draw.feature(selector);
    const [start, end] = this.ends();
    const isFunction = selector === "shortestPath" || selector === "allShortestPaths";
    const text = isFunction
      ? `${path} = ${selector}(${start}${left}[${type}*${draw.one(["..3", "1..2", "..4"])}]${right}${end})`
      : this.selected(selector, path, [start, end], [left, type, right]);
    // Which of several paths is chosen is open, but not how long it is; of all of them everything is known.
    const isAll = selector.startsWith("all") || selector.startsWith("ALL") || selector.endsWith("GROUPS");
    if (selector !== "ANY") this.added.push({ name: `length(${path})`, type: "integer" });
    if (isAll) this.added.push({ name: path, type: "path" });
    const where: string[] = [];
    if ((isFunction || isAll) && draw.chance(45)) {
      draw.feature(`a predicate over ${isFunction ? `${selector}()` : "paths that are selected"}`);
      where.push(this.overPath(path));
    }
    return { text, added: this.added, where };
  }

  /** A pattern behind SHORTEST and its sisters; in brackets it has conditions that a path must fulfil to be looked at. */
  private selected(
    selector: string,
    path: string,
    [start, end]: readonly [string, string],
    [left, type, right]: readonly [string, string, string],
  ): string {
    const { draw } = this;
    if (draw.chance(30)) {
      const step = `(${this.bareNode()}${left}[${type}]${right}${this.bareNode()} WHERE ${draw.one(["true", "1 < 2"])})`;
      return `${path} = ${selector} ${start}${step}${draw.one(["+", "{1,2}"])}${end}`;
    }
    const isBare = !draw.chance(40);
    // With a length that is given Neo4j takes the brackets for a pattern without SHORTEST, and gives up.
    const quantifier = draw.one(["+", "{1,3}", isBare ? "{2}" : "{2,3}", "{1,4}"]);
    if (isBare) return `${path} = ${selector} ${start}${left}[${type}]${right}${quantifier}${end}`;
    draw.feature("a predicate inside SHORTEST ( )");
    const own = draw.name("r");
    const condition = draw.one([
      `all(one IN ${own} WHERE one.w > 0)`,
      `none(one IN ${own} WHERE one.k % 3 = 0)`,
      `size(${own}) > 1`,
      `any(one IN ${own} WHERE one.w IS NULL)`,
    ]);
    this.added.push({ name: `size(${own})`, type: "integer" });
    return `${path} = ${selector} (${start}${left}[${own}${type}]${right}${quantifier}${end} WHERE ${condition})`;
  }

  private overPath(path: string): string {
    const { draw } = this;
    return draw.one([
      `all(one IN nodes(${path}) WHERE one.k <> ${draw.below(4)})`,
      `none(one IN relationships(${path}) WHERE one.w = ${draw.below(3)})`,
      `any(one IN nodes(${path}) WHERE one.v > 1)`,
      `length(${path}) > 1`,
      `single(one IN nodes(${path}) WHERE one:${draw.one(LABELS)})`,
      `all(one IN relationships(${path}) WHERE one.k % 2 = 0 OR one.w > 0)`,
    ]);
  }

  /** Two nodes of the names that stand, else new ones: which of them are the same is for the caller to see to. */
  private ends(): [string, string] {
    const known = this.names.filter(({ type }) => type === "node").map(({ name }) => name);
    const [first, second] = known.slice(-2);
    if (first !== undefined && second !== undefined) return [`(${first})`, `(${second})`];
    return [this.fresh(), this.fresh()];
  }

  private fresh(): string {
    const name = this.draw.name("n");
    this.added.push({ name, type: "node" });
    return `(${name}${this.draw.chance(40) ? `:${this.labels()}` : ""})`;
  }

  private plain(): string {
    const { draw } = this;
    if (draw.chance(20)) {
      const path = draw.name("p");
      draw.feature("path variable");
      const text = `${path} = ${this.chain(draw.below(3), true)}`;
      this.added.push({ name: path, type: "path" });
      return text;
    }
    return this.chain(draw.below(3), true);
  }

  private chain(steps: number, withNames: boolean): string {
    let text = this.node();
    for (let step = 0; step < steps; step += 1) text += this.relationship(withNames) + this.node();
    return text;
  }

  private get names(): readonly Variable[] {
    return [...this.before, ...this.added];
  }

  private bareNode(): string {
    return this.draw.chance(30) ? `(:${this.draw.one(LABELS)})` : "()";
  }

  private node(): string {
    const { draw } = this;
    const known = this.names.filter(({ type }) => type === "node");
    if (known.length > 0 && draw.chance(30)) return `(${draw.one(known).name})`;
    const name = draw.chance(80) ? draw.name("n") : "";
    const labels = draw.chance(55) ? `:${this.labels()}` : "";
    const properties = draw.chance(12) ? ` ${this.properties(["v", "s"])}` : "";
    if (name === "") return `(${this.only(`${labels}${properties}`)})`;
    const variable: Variable = { name, type: "node" };
    const where = draw.chance(15) ? this.inline(variable) : "";
    this.added.push(variable);
    return `(${name}${this.only(`${labels}${properties}${where}`)})`;
  }

  /** An inline WHERE sees its own element and what stood before the clause. */
  private inline(own: Variable): string {
    const variables = [...this.before, own];
    const asked = condition(variables, 1, this.around);
    if (asked === null) return "";
    this.draw.feature("inline WHERE");
    this.asks(asValue(asked), variables);
    return ` WHERE ${asked}`;
  }

  private asks(value: string, variables: readonly Variable[]): void {
    this.conditions.push(value);
    this.draw.conditions.push({ value, variables });
  }

  /** What drops rows. */
  private only(text: string): string {
    return this.hasVariants && text !== "" ? filterVariants(text, "") : text;
  }

  private labels(): string {
    const { draw } = this;
    const form = draw.below(10);
    if (form > 2) draw.feature(form > 7 ? "dynamic label" : "label expression");
    const [a, b, c] = [draw.one(LABELS), draw.one(LABELS), draw.one(LABELS)];
    const dynamic = [`$('${a}')`, `$any(['${a}', '${b}'])`];
    return [a, a, a, `${a}&${b}`, `${a}|${b}`, `!${a}`, `(${a}|${b})&!${c}`, "%", ...dynamic][form] ?? a;
  }

  private properties(keys: readonly string[]): string {
    const { draw } = this;
    draw.feature("properties in a pattern");
    const key = draw.one(keys);
    const type = key === "s" ? "string" : "small";
    const value = expression(type, this.before, draw.chance(20) ? 1 : 0, this.around);
    this.asks(value, this.before);
    return `{${key}: ${value}}`;
  }

  private relationship(withNames: boolean): string {
    const { draw } = this;
    const [left, right] = draw.one([
      ["-", "->"],
      ["<-", "-"],
      ["-", "-"],
    ] as const);
    const a = draw.one(TYPES);
    // A type that is named twice is counted twice by 5.26.
    const b = draw.one(TYPES.filter((type) => type !== a));
    const types = draw.one(["", `:${a}`, `:${a}|${b}`, `:!${a}`, `:${a}`]);
    if (types.includes("|") || types.includes("!")) draw.feature("type expression");
    const name = withNames && draw.chance(50) ? draw.name("r") : "";
    if (this.repeated !== "quantifier" && draw.chance(15)) {
      draw.feature("variable length");
      this.repeated = "length";
      if (name !== "") this.added.push({ name, type: "list relationship" });
      const properties = draw.chance(15) ? ` ${this.properties(["w"])}` : "";
      // A negated type may not stand beside a length.
      const plainTypes = types.startsWith(":!") ? "" : types;
      return `${left}[${name}${plainTypes}*${draw.one(["1..2", "2", "0..2", "..3"])}${properties}]${right}`;
    }
    const properties = draw.chance(10) ? ` ${this.properties(["w"])}` : "";
    if (name === "")
      return types + properties === "" ? `${left}${right}` : `${left}${this.only(`[${types}${properties}]`)}${right}`;
    const variable: Variable = { name, type: "relationship" };
    const where = draw.chance(15) ? this.inline(variable) : "";
    this.added.push(variable);
    return `${left}[${name}${this.only(`${types}${properties}${where}`)}]${right}`;
  }

  /** `(a) ((x)-[r]->(y) WHERE …){1,2} (b)`: the names inside become lists. */
  private quantified(): string {
    const { draw } = this;
    draw.feature("quantified path");
    this.repeated = "quantifier";
    const start = this.node();
    const quantifier = draw.one(["{1,2}", "{2}", "{0,2}", "{1,3}"]);
    const type = draw.chance(60) ? `:${draw.one(TYPES)}` : "";
    if (draw.chance(40)) {
      const arrow = draw.one([`-[${type}]->`, `<-[${type}]-`]);
      return `${start}${arrow}${quantifier}${this.node()}`;
    }
    const [x, r, y] = [draw.name("n"), draw.name("r"), draw.name("n")];
    const inside: Variable[] = [
      { name: x, type: "node" },
      { name: r, type: "relationship" },
      { name: y, type: "node" },
    ];
    const within = [...this.before, ...inside];
    const asked = draw.chance(50) ? condition(within, 1, this.around) : null;
    if (asked !== null) draw.conditions.push({ value: asValue(asked), variables: within });
    const where = asked === null ? "" : ` WHERE ${asked}`;
    const second = draw.chance(20) ? `-[:${draw.one(TYPES)}]-()` : "";
    const text = `${start} ((${x})-[${r}${type}]->(${y})${second}${where})${quantifier} `;
    this.added.push(
      { name: x, type: "list node" },
      { name: r, type: "list relationship" },
      { name: y, type: "list node" },
    );
    return text + this.node();
  }
}
