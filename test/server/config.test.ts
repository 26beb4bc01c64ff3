import { readFileSync } from "node:fs";
import { expect } from "chai";
import { readConfig, SETTING_NAMES } from "../../server/config.ts";
import { requireOwnerSetting } from "../../server/exposure.ts";

describe("the settings", () => {
  it("have a value for everything that is not set", () => {
    expect(readConfig({})).to.deep.equal({
      port: 3000,
      host: "127.0.0.1",
      publicUrl: "http://127.0.0.1:3000",
      dataDir: "data",
      neo4j: null,
      ownerToken: null,
      readOnly: false,
      trustedProxies: 0,
      logLevel: "info",
    });
  });

  it("name Neo4j as the store when its address is set", () => {
    const { neo4j } = readConfig({ NEO4J_URI: "neo4j://graph:7687", NEO4J_PASSWORD: "secret" });
    expect(neo4j).to.deep.equal({ uri: "neo4j://graph:7687", user: "neo4j", password: "secret", database: "neo4j" });
  });

  for (const [name, value] of [
    ["PORT", "abc"],
    ["TRUSTED_PROXIES", "10"],
    ["TRUSTED_PROXIES", "yes"],
    ["PORT", "0"],
    ["PORT", "99999"],
    ["NEO4J_URI", ""],
    ["NEO4J_URI", "http://127.0.0.1:7474"],
    ["NEO4J_URI", "bolt://host:7687/path"],
    ["OWNER_TOKEN", "short"],
    ["READ_ONLY", "maybe"],
    ["PUBLIC_URL", "ftp://x"],
    ["LOG_LEVEL", "loud"],
  ] as const) {
    it(`refuse ${name}=${value} in one line that names it`, () => {
      expect(() => readConfig({ [name]: value })).to.throw(new RegExp(`^${name} is [^\\n]+$`));
    });
  }

  for (const [name, value] of [
    ["PUBLIC_URL", "https://graph.example.org"],
    ["PUBLIC_URL", "http://192.168.1.5:3000"],
    ["PUBLIC_URL", "http://graph"],
    ["HOST", "0.0.0.0"],
    ["HOST", "::"],
    ["HOST", "192.168.1.5"],
    ["HOST", "graph.lan"],
    ["HOST", "fe80::1%eth0"],
  ] as const) {
    it(`let nobody serve ${name}=${value} without an owner's token`, () => {
      const refuse = (more: Record<string, string> = {}) => requireOwnerSetting(readConfig({ [name]: value, ...more }));
      expect(() => refuse())
        .to.throw(new RegExp(`^${name} is .* OWNER_TOKEN is not set`))
        .with.property("code", "config/invalid");
      expect(() => refuse({ OWNER_TOKEN: "a-secret-of-the-owner" })).to.not.throw();
      expect(() => refuse({ READ_ONLY: "1" })).to.not.throw();
    });
  }

  for (const env of [
    {},
    { HOST: "localhost" },
    { HOST: "::1" },
    { HOST: "127.0.0.9" },
    { PUBLIC_URL: "http://localhost:3000/" },
    { PUBLIC_URL: "http://127.1:3000" },
  ]) {
    it(`need no token for ${JSON.stringify(env)}`, () => {
      expect(() => requireOwnerSetting(readConfig(env))).to.not.throw();
    });
  }

  it("stand in one documented table", () => {
    const table = readFileSync("docs/settings.md", "utf8");
    const documented = [...table.matchAll(/^\| `(\w+)` \|/gm)].map((found) => found[1]);
    expect(documented).to.have.members([...SETTING_NAMES]);
  });
});
