// npm run test:attacks: floods and stops a process of its own; WIREGRAPH_ATTACK_SECONDS shortens the two minutes of load.
// Some of them: npm run test:attacks -- --grep="forty".
if (!process.argv.slice(2).some((arg) => !arg.startsWith("-"))) process.argv.push("test/attacks/overload.attack.ts");
await import("./test.mjs");
