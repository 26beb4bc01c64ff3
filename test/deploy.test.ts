import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { readConfig } from "../server/config.ts";

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly ports: readonly string[];
  readonly volumes: readonly string[];
  readonly healthcheck: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}
interface Compose {
  readonly services: { readonly neo4j: Service; readonly app: Service };
  readonly volumes: Readonly<Record<string, null>>;
}

const ROOT = resolve(import.meta.dirname, "..");
const read = (name: string) => readFileSync(join(ROOT, name), "utf8");
/** What the server runs, by its place in this checkout. */
const builtFiles = () =>
  readdirSync(join(ROOT, "dist/server"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".js"))
    .map((file) => join("dist/server", file));
const compose = parse(read("docker-compose.yml")) as Compose;
const { neo4j, app } = compose.services;

/** `${NAME:?…}` and `${NAME:-…}` as Compose fills them in. */
function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{(\w+)(?::([?-])([^}]*))?\}/g, (_, name: string, kind: string, rest: string) => {
    if (values[name] !== undefined) return values[name];
    if (kind === "-") return rest;
    throw new Error(`${name}: ${rest}`);
  });
}

describe("docker-compose.yml", () => {
  it("brings up Neo4j and the app, each on loopback, kept in a volume and watched", () => {
    expect(Object.keys(compose.services)).to.have.members(["neo4j", "app"]);
    for (const service of [neo4j, app]) {
      expect(service.ports.every((port) => port.startsWith("127.0.0.1:"))).to.equal(true);
      expect(service.healthcheck.test).to.not.deep.equal([]);
      for (const volume of service.volumes) {
        expect(Object.keys(compose.volumes)).to.include(volume.split(":")[0]);
      }
    }
    expect(neo4j.image).to.equal("neo4j:5.26-community");
    expect(app.depends_on).to.deep.equal({ neo4j: { condition: "service_healthy" } });
  });

  it("has no secret of its own: without .env it does not start, and .env.example names what is needed", () => {
    const values = [...Object.values(neo4j.environment), ...Object.values(app.environment)];
    const asked = new Set(values.flatMap((value) => [...value.matchAll(/\$\{(\w+)/g)].map(([, name]) => name)));
    const named = read(".env.example")
      .split("\n")
      .flatMap((line) => /^#?\s*(\w+)=/.exec(line)?.[1] ?? []);
    expect([...asked]).to.have.members(named);
    expect(() => filled(neo4j.environment["NEO4J_AUTH"] ?? "", {})).to.throw("Choose a password");
    expect(() => filled(app.environment["OWNER_TOKEN"] ?? "", {})).to.throw("Choose a token");
  });

  it("gives the app settings that it takes", () => {
    const secrets = { NEO4J_PASSWORD: "a long password", OWNER_TOKEN: "a token of sixteen and more" };
    const settings = Object.fromEntries(
      Object.entries(app.environment).map(([name, value]) => [name, filled(value, secrets)]),
    );
    const config = readConfig(settings);
    expect(config.neo4j).to.deep.equal({
      uri: "neo4j://neo4j:7687",
      user: "neo4j",
      password: secrets.NEO4J_PASSWORD,
      database: "neo4j",
    });
    expect([config.host, config.port, config.dataDir]).to.deep.equal(["0.0.0.0", 3000, "/data"]);
    expect(filled(neo4j.environment["NEO4J_AUTH"] ?? "", secrets)).to.equal(`neo4j/${secrets.NEO4J_PASSWORD}`);
  });

  it("lets Neo4j read no file from an address", () => {
    expect(neo4j.environment["NEO4J_dbms_security_allow__csv__import__from__file__urls"]).to.equal("false");
  });
});

describe("the Dockerfile", () => {
  const steps = read("Dockerfile").split("\n");

  it("builds and runs on one exact version of Node, of a release that the tests are run on", () => {
    const images = steps.flatMap((step) => /^FROM (\S+)/.exec(step)?.[1] ?? []);
    expect(images).to.have.length(2);
    expect(new Set(images).size).to.equal(1);
    expect(images[0]).to.match(/^node:24\.\d+\.\d+-slim(@sha256:[0-9a-f]{64})?$/);
    expect(read("bin/nodes.mjs")).to.include('"24"');
  });

  it("copies what is there, and runs as nobody special", () => {
    const copied = steps.flatMap((step) => {
      const [name, ...words] = step.split(/\s+/);
      return name === "COPY" && !step.includes("--from=") ? words.slice(0, -1) : [];
    });
    expect(copied.filter((file) => !existsSync(join(ROOT, file)))).to.deep.equal([]);
    expect(steps).to.include("USER node");
  });

  it("starts with a file that is built, and with nothing but what is installed for use", () => {
    const command = JSON.parse(steps.find((step) => step.startsWith("CMD "))?.slice(4) ?? "[]") as string[];
    expect(command).to.deep.equal(["node", "dist/server/main.js", "start"]);
    const { dependencies } = JSON.parse(read("package.json")) as { dependencies: Record<string, string> };
    const named = builtFiles().flatMap((file) =>
      [...read(file).matchAll(/^import .*?from "([^".]+?)"/gm)].map(([, name = ""]) => name),
    );
    const packages = new Set(named.filter((name) => !name.startsWith("node:")));
    expect([...packages].filter((name) => !(name in dependencies))).to.deep.equal([]);
    expect(packages).to.include("express");
  });
});
