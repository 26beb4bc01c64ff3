/** A hook for `before` or a test: where there is a reason not to run, the tests are pending and the reason is told. */
export function skipWhere(reason: () => Promise<string | null> | string | null) {
  return async function (this: Mocha.Context): Promise<void> {
    const why = await reason();
    if (why === null) return;
    process.stdout.write(`    not run on this machine: ${why}\n`);
    this.skip();
  };
}
