import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { contentHash, type Proof, type Versions } from "./proof.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const FILE = join(import.meta.dirname, "proof.json");

/** The packages whose version changes an answer or a random statement. */
const PACKAGES = { engine: ["minisearch", "re2js"], generator: ["fast-check", "neo4j-driver"] } as const;

interface PackageJson {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** The versions of what stands in this checkout now. */
export function versionsHere(): Versions {
  const { dependencies, devDependencies } = JSON.parse(readText("package.json")) as PackageJson;
  const versions = { ...devDependencies, ...dependencies };
  const hash = (folder: string, packages: readonly string[]) => {
    const sources = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".ts"),
    );
    return contentHash(
      new Map([
        ...sources.map((name) => [name.replaceAll("\\", "/"), readText(join(folder, name))] as const),
        ...packages.map((name) => [name, versions[name] ?? ""] as const),
      ]),
    );
  };
  return {
    engine: hash("engine", PACKAGES.engine),
    generator: hash("tools/differential", PACKAGES.generator),
    neo4j: /<version>(5\.[^<]+)</.exec(readText("neo4j/pom.xml"))?.[1] ?? "",
  };
}

/** Null when there is none. */
export function readProof(): Proof | null {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, "utf8")) as Proof) : null;
}

export function writeProof(proof: Proof): void {
  writeFileSync(FILE, `${JSON.stringify(proof, null, 2)}\n`);
}

/**
 * The seed of CI's statements: another one for each committed state, and the same whenever that state is checked, so
 * that a check can be repeated. Outside of a git checkout it is the time.
 */
export function checkoutSeed(): number {
  const { status, stdout } = spawnSync("git", ["rev-parse", "HEAD^{tree}"], { cwd: ROOT, encoding: "utf8" });
  return status === 0 ? Number.parseInt(stdout.slice(0, 8), 16) % 2 ** 31 : Date.now() % 2 ** 31;
}

function readText(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}
