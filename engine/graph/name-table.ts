import type { Names } from "./graph.ts";

/** Interned names; `isUsed` tells which of them an existing element uses. */
export class NameTable implements Names {
  private readonly numbers = new Map<string, number>();
  private readonly names: string[] = [];

  private readonly isUsed: (number: number) => boolean;

  constructor(isUsed: (number: number) => boolean) {
    this.isUsed = isUsed;
  }

  get size(): number {
    return this.names.length;
  }

  find(name: string): number {
    return this.numbers.get(name) ?? -1;
  }

  intern(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    this.numbers.set(name, this.names.length);
    this.names.push(name);
    return this.names.length - 1;
  }

  name(number: number): string {
    return this.names[number] ?? "";
  }

  all(): string[] {
    return this.names.filter((_, number) => this.isUsed(number)).toSorted();
  }
}
