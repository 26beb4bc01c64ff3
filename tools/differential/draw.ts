import { CHOICE_BOUND } from "./choices.ts";
import type { Variable } from "./value-type.ts";

/** Reads choices one after the other, and notes which features of the language were chosen. */
export class Draw {
  private at = 0;
  /** As MATCH, reduce(), a list comprehension: what the table of coverage counts. */
  readonly features = new Set<string>();
  readonly parameters = new Map<string, Constant>();
  /** What patterns and WHERE ask, as values, with the names that each may read. */
  readonly conditions: Condition[] = [];
  private names = 0;
  private columns = 0;

  constructor(private readonly choices: readonly number[]) {}

  /** A whole number from 0 to below `bound`. When the choices are spent it is 0. */
  below(bound: number): number {
    const choice = this.choices[this.at] ?? 0;
    this.at += 1;
    return Math.floor((choice * bound) / CHOICE_BOUND);
  }

  /** From `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  one<T>(options: readonly T[]): T {
    return options[this.below(options.length)] as T;
  }

  /** True in about `percent` of a hundred; false when the choices are spent. */
  chance(percent: number): boolean {
    return this.below(100) >= 100 - percent;
  }

  /** One of these by weight, the first when the choices are spent. */
  weighted<T>(options: readonly (readonly [weight: number, option: T])[]): T {
    let left = this.below(options.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, option] of options) {
      if (left < weight) return option;
      left -= weight;
    }
    throw new RangeError("No weights");
  }

  some<T>(options: readonly T[], percent: number): T[] {
    return options.filter(() => this.chance(percent));
  }

  list<T>(least: number, most: number, make: (index: number) => T): T[] {
    return Array.from({ length: this.between(least, most) }, (_, index) => make(index));
  }

  feature(name: string): void {
    this.features.add(name);
  }

  /** A name that the statement has not used yet. */
  name(prefix: string): string {
    this.names += 1;
    return `${prefix}${this.names}`;
  }

  /** A name for a column that only the unfiltered statement has. */
  column(): string {
    this.columns += 1;
    return `z${this.columns}`;
  }

  /** A constant as it is written, or as a parameter. */
  constant(constant: Constant): string {
    return this.chance(12) && !constant.onlyWritten ? this.parameter(constant) : constant.text;
  }

  /** A constant handed over as a parameter. */
  parameter(constant: Constant): string {
    this.feature("parameter");
    const name = `p${this.parameters.size}`;
    this.parameters.set(name, constant);
    return `$${name}`;
  }
}

interface Condition {
  readonly value: string;
  readonly variables: readonly Variable[];
}

/** A value that can be written into a statement or handed to it as a parameter. */
export interface Constant {
  readonly text: string;
  readonly value: Given;
  /** Whether it is never a parameter. */
  readonly onlyWritten: boolean;
}

/** Whole numbers are bigint, floats number. */
export type Given = null | boolean | number | bigint | string | readonly Given[] | { readonly [key: string]: Given };
