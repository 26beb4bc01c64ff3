import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect } from "chai";
import { readFrameOptions } from "../client/embed/frame-options.ts";
import { readFilter } from "../client/embed/filtered-story.ts";
import { ERROR_STATUS } from "../contract/errors.ts";
import {
  MAX_BODY_BYTES,
  MAX_BODY_DEPTH,
  MAX_HEADER_BYTES,
  MAX_CORRECTION_BYTES,
  MAX_LOAD_BYTES,
  MAX_PARAMETER_DEPTH,
  MAX_PARAMETERS,
  MAX_QUERY_MILLIS,
  MAX_URL,
} from "../contract/limits.ts";
import { MAX_CHANGES } from "../contract/operation-row.ts";
import { MAX_AROUND, MAX_MARKS } from "../contract/view.ts";
import { MAX_ARTICLES, MAX_CLAIMS, MAX_HITS, MAX_NEIGHBOURS, MAX_SEARCH, operations } from "../contract/operations.ts";
import { MAX_TITLE } from "../model/story-title.ts";
import { MAX_ROWS, MAX_STATEMENT } from "../contract/query.ts";
import { MAX_VIEW_NAME, MAX_VIEW_SENTENCE, MAX_VIEW_STATE, MAX_VIEWS } from "../contract/saved-views.ts";
import { ONTOLOGY } from "../model/ontology.ts";
import { readConfig } from "../server/config.ts";

const ROOT = resolve(import.meta.dirname, "..");
const read = (name: string) => readFileSync(join(ROOT, name), "utf8");

/** Rows of the Markdown tables of a page, as their cells. */
function rowsOf(name: string): string[][] {
  return read(name)
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim()),
    );
}

const coded = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, word]) => word ?? "");

describe("the docs", () => {
  it("name every operation of the contract, and none that is not there", () => {
    const told = rowsOf("docs/api.md").flatMap(([first = "", , who = ""]) => {
      const [method, path] = /^`(GET|POST|PATCH|DELETE) (\/api\/[^`?]+)/.exec(first)?.slice(1) ?? [];
      return method === undefined ? [] : [`${method} ${path} ${who}`];
    });
    expect(told).to.have.members(
      Object.values(operations).map(({ method, path, access }) => `${method.toUpperCase()} ${path} ${access}`),
    );
  });

  it("name every error with its status", () => {
    const told = rowsOf("docs/api.md").flatMap(([codes = "", status = ""]) =>
      /^\d+$/.test(status) ? coded(codes).map((code) => [code, Number(status)]) : [],
    );
    expect(Object.fromEntries(told)).to.deep.equal(ERROR_STATUS);
  });

  it("name the settings with the values they have when nothing is set", () => {
    const config = readConfig({});
    const told = Object.fromEntries(
      rowsOf("docs/settings.md").flatMap(([name = "", , usual = ""]) =>
        coded(name).map((setting) => [setting, coded(usual)[0] ?? usual]),
      ),
    );
    expect(told).to.deep.equal({
      PORT: String(config.port),
      HOST: config.host,
      DATA_DIR: config.dataDir,
      NEO4J_URI: "unset",
      NEO4J_USER: "neo4j",
      NEO4J_PASSWORD: "unset",
      NEO4J_DATABASE: "neo4j",
      OWNER_TOKEN: "unset",
      READ_ONLY: "0",
      PUBLIC_URL: "http://HOST:PORT",
      TRUSTED_PROXIES: String(config.trustedProxies),
      LOG_LEVEL: config.logLevel,
    });
    expect(config.publicUrl).to.equal(`http://${config.host}:${config.port}`);
  });

  it("name the limits that are held", () => {
    const told = rowsOf("docs/api.md").flatMap(([what = "", value = ""]): [string, number][] =>
      /^[\d,]{2,}$/.test(value) && !what.startsWith("`") ? [[what, Number(value.replaceAll(",", ""))]] : [],
    );
    expect(Object.fromEntries(told)).to.deep.equal({
      "characters of an address": MAX_URL,
      "bytes of all headers of a request": MAX_HEADER_BYTES,
      "bytes of a body": MAX_BODY_BYTES,
      "bytes of the body of `POST /api/load`": MAX_LOAD_BYTES,
      "bytes of the body of a correction": MAX_CORRECTION_BYTES,
      "claims of an answer": MAX_CLAIMS,
      "changes of an answer": MAX_CHANGES,
      "characters of a title that is given": MAX_TITLE,
      "saved views of a story": MAX_VIEWS,
      "characters of the name of a saved view": MAX_VIEW_NAME,
      "characters of the sentence of a saved view": MAX_VIEW_SENTENCE,
      "characters of the state of a saved view": MAX_VIEW_STATE,
      "objects and lists of a body inside one another": MAX_BODY_DEPTH,
      "characters of a statement": MAX_STATEMENT,
      "characters of all parameters as JSON": MAX_PARAMETERS,
      "maps and lists of the parameters inside one another": MAX_PARAMETER_DEPTH,
      "rows of an answer": MAX_ROWS,
      "milliseconds of a query": MAX_QUERY_MILLIS,
      "characters that are searched": MAX_SEARCH,
      "hits of a search": MAX_HITS,
      "neighbours of an answer": MAX_NEIGHBOURS,
      "articles with their texts of an answer": MAX_ARTICLES,
      "marks of a page of a view": MAX_MARKS,
      "entities around which a view is asked": MAX_AROUND,
    });
  });

  it("name options of an embed, each of which does something", () => {
    const told = (search: string) => ({ ...readFrameOptions(search), ...readFilter(search) });
    const nothing = told("");
    const examples = rowsOf("docs/api.md").flatMap(([example = ""]) => /^`(\w+=\w+)`$/.exec(example)?.[1] ?? []);
    const options = examples.map((example) =>
      Object.entries(told(example)).flatMap(([name, value]) =>
        JSON.stringify(value) === JSON.stringify(nothing[name as keyof typeof nothing]) ? [] : [name],
      ),
    );
    expect(options.flat().toSorted()).to.deep.equal(Object.keys(nothing).toSorted());
  });

  it("list the types of the ontology with what they join", () => {
    const agent = ["Person", "ArmedForce", "Organization", "Group", "Country"];
    const any = [...agent, "Place", "Facility", "Object", "Document", "Event", "Statement"];
    const kindsOf = (cell: string) =>
      cell.split(", ").flatMap((kind) => (kind === "agent" ? agent : kind === "any" ? any : [kind]));
    const told = rowsOf("docs/data-model.md").flatMap(([type = "", words = "", from = "", to]) =>
      to === undefined || from === "from" ? [] : [[coded(type)[0], { words, from: kindsOf(from), to: kindsOf(to) }]],
    );
    expect(Object.fromEntries(told)).to.deep.equal(ONTOLOGY);
  });

  it("lead nowhere that is not there", () => {
    const pages = ["README.md", "CONTRIBUTING.md", ...readdirSync(join(ROOT, "docs")).map((name) => `docs/${name}`)];
    const broken = pages
      .filter((page) => page.endsWith(".md"))
      .flatMap((page) =>
        [...read(page).matchAll(/\]\((?!https?:)([^)#]+)/g)]
          .filter(([, link = ""]) => !existsSync(join(ROOT, dirname(page), link)))
          .map(([, link]) => `${page}: ${link}`),
      );
    expect(broken).to.deep.equal([]);
  });

  it("begin with a page that is soon read", () => {
    expect(read("README.md").split("\n").length).to.be.below(150);
  });
});
