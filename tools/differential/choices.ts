import * as fc from "fast-check";

/** Every choice is a whole number from 0 to below this; 0 always chooses what is simplest. */
export const CHOICE_BOUND = 65_536;

/**
 * The choices a generator makes, one after the other. A statement is a function of its choices, so names, types and
 * scopes may depend on what came before, and still every shrunk list of choices gives a statement that is sound.
 */
class ChoicesArbitrary extends fc.Arbitrary<readonly number[]> {
  constructor(private readonly length: number) {
    super();
  }

  override generate(random: fc.Random): fc.Value<readonly number[]> {
    const choices = Array.from({ length: this.length }, () => random.nextInt(0, CHOICE_BOUND - 1));
    return new fc.Value(choices, undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is readonly number[] {
    return Array.isArray(value);
  }

  override shrink(choices: readonly number[]): fc.Stream<fc.Value<readonly number[]>> {
    return fc.stream(simpler(choices)).map((simplerOne) => new fc.Value(simplerOne, undefined));
  }
}

/** Fewer choices first, then the same number of simpler ones. */
function* simpler(choices: readonly number[]): Generator<readonly number[], undefined> {
  const used = choices.findLastIndex((choice) => choice !== 0) + 1;
  if (used < choices.length) yield choices.slice(0, used);
  for (let size = used; size >= 1; size = Math.floor(size / 2)) {
    for (let from = used - size; from >= 0; from -= size) {
      yield [...choices.slice(0, from), ...choices.slice(from + size, used)];
      if (size > 1 && choices.slice(from, from + size).some((choice) => choice !== 0))
        yield [
          ...choices.slice(0, from),
          ...Array.from({ length: size }, () => 0),
          ...choices.slice(from + size, used),
        ];
    }
  }
  for (let at = 0; at < used; at += 1) {
    const choice = choices[at] ?? 0;
    for (const less of new Set([0, choice >> 2, choice >> 1, choice - (choice >> 3)]))
      if (less < choice) yield choices.with(at, less);
  }
}

export function choicesOf(length: number): fc.Arbitrary<readonly number[]> {
  return new ChoicesArbitrary(length);
}
