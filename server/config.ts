import { z } from "zod";
import { Failure } from "../contract/errors.ts";

const port = z
  .string()
  .regex(/^\d{1,5}$/, "is a port: a number from 1 to 65535")
  .transform(Number)
  .refine((n) => n >= 1 && n <= 65_535, "is a port: a number from 1 to 65535");
const yes = z
  .enum(["0", "1", "true", "false"], "is 1 or 0 (or true, false)")
  .transform((word) => word === "1" || word === "true");
const neo4jUri = z
  .string()
  .regex(
    /^(neo4j|bolt)(\+s|\+ssc)?:\/\/[^/?#\s]+(\?[^#\s]*)?$/,
    "is an address like neo4j://host:7687 (or bolt://, neo4j+s://, bolt+s://), without a path; leave it unset for the embedded store",
  );

/** The settings, all from the environment; docs/settings.md lists them. */
const Settings = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1, "is an address to listen on, as 127.0.0.1").default("127.0.0.1"),
  DATA_DIR: z.string().min(1, "is a folder").default("data"),
  NEO4J_URI: neo4jUri.optional(),
  NEO4J_USER: z.string().min(1, "is a user's name").default("neo4j"),
  NEO4J_PASSWORD: z.string().optional(),
  NEO4J_DATABASE: z.string().min(1, "is a database's name").default("neo4j"),
  OWNER_TOKEN: z.string().min(16, "is a secret of at least 16 characters").optional(),
  READ_ONLY: yes.default(false),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: "is the address readers use, as https://graph.example.org" })
    .optional(),
  TRUSTED_PROXIES: z
    .string()
    .regex(/^\d$/, "is how many proxies stand before the app: 0 to 9")
    .transform(Number)
    .default(0),
  LOG_LEVEL: z
    .enum(
      ["silent", "fatal", "error", "warn", "info", "debug", "trace"],
      "is silent, fatal, error, warn, info, debug or trace",
    )
    .default("info"),
});

/** The parsed and validated settings. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** The public address of the app: PUBLIC_URL, else host and port. Without a trailing slash. */
  readonly publicUrl: string;
  readonly dataDir: string;
  readonly neo4j: Neo4jConfig | null;
  readonly ownerToken: string | null;
  readonly readOnly: boolean;
  /** The number of trusted proxies in front of the app; each appends an address to X-Forwarded-For. */
  readonly trustedProxies: number;
  readonly logLevel: z.infer<typeof Settings>["LOG_LEVEL"];
}

export interface Neo4jConfig {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export const SETTING_NAMES = Object.keys(Settings.shape) as readonly (keyof z.infer<typeof Settings>)[];

/**
 * Reads the settings from an environment.
 * @throws Failure config/invalid, one line that names each invalid setting and its valid values
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(SETTING_NAMES.map((name) => [name, env[name]]));
  const result = Settings.safeParse(given);
  if (!result.success) {
    const wrong = result.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`);
    throw new Failure("config/invalid", wrong.join("; "), { remedy: "docs/settings.md lists the settings" });
  }
  const settings = result.data;
  if (settings.NEO4J_URI !== undefined && !settings.NEO4J_PASSWORD) {
    throw new Failure("config/invalid", "NEO4J_URI is set, so NEO4J_PASSWORD must be set too");
  }
  const host = settings.HOST.includes(":") ? `[${settings.HOST}]` : settings.HOST;
  return {
    port: settings.PORT,
    host: settings.HOST,
    publicUrl: (settings.PUBLIC_URL ?? `http://${host}:${settings.PORT}`).replace(/\/+$/, ""),
    dataDir: settings.DATA_DIR,
    neo4j:
      settings.NEO4J_URI === undefined
        ? null
        : {
            uri: settings.NEO4J_URI,
            user: settings.NEO4J_USER,
            password: settings.NEO4J_PASSWORD ?? "",
            database: settings.NEO4J_DATABASE,
          },
    ownerToken: settings.OWNER_TOKEN ?? null,
    readOnly: settings.READ_ONLY,
    trustedProxies: settings.TRUSTED_PROXIES,
    logLevel: settings.LOG_LEVEL,
  };
}
