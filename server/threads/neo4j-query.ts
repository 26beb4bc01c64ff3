// Entry point of the thread that runs untrusted queries on Neo4j.
import { workerData } from "node:worker_threads";
import type { Neo4jAddress } from "../store/neo4j/connection.ts";
import { serveQueries } from "../store/neo4j/query-thread.ts";
import { ownPort } from "../own-port.ts";

serveQueries(ownPort(), workerData as Neo4jAddress);
