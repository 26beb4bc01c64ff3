import { performance } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";
import { Counter, Gauge, Histogram, Registry } from "prom-client";

/** The metrics of one app in Prometheus' text format, in a registry of their own. */
export interface Metrics {
  /** A value that is read on each scrape; NaN when it cannot be read. */
  gauge(figure: Figure): void;
  /** Call it when a request starts, and the returned function when it ends. */
  beginRequest(): (request: FinishedRequest) => void;
  readonly contentType: string;
  text(): Promise<string>;
}

export interface Figure {
  /** In snake case with its unit, as Prometheus names metrics. */
  readonly name: string;
  readonly help: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly read: () => number | Promise<number>;
}

export interface FinishedRequest {
  readonly method: string;
  /** The pattern of its path: the paths themselves would create an unlimited number of series. */
  readonly route: string;
  /** "closed" when the client left before the answer. */
  readonly status: string;
}

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function makeMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    name: "wiregraph_http_requests_total",
    help: "Requests that are over, by the pattern of their path, method and status",
    labelNames: ["method", "route", "status"],
    registers,
  });
  const duration = new Histogram({
    name: "wiregraph_http_request_duration_seconds",
    help: "From the head of a request to the end of its answer",
    labelNames: ["method", "route"],
    buckets: BUCKETS,
    registers,
  });
  const inFlight = new Gauge({
    name: "wiregraph_http_requests_in_flight",
    help: "Requests whose answer has not ended",
    registers,
  });

  const metrics: Metrics = {
    gauge({ name, help, labels = {}, read }) {
      const gauge: Gauge = new Gauge({
        name,
        help,
        labelNames: Object.keys(labels),
        registers,
        collect: async () => gauge.set(labels, await value(read)),
      });
    },
    beginRequest() {
      const began = performance.now();
      inFlight.inc();
      return ({ method, route, status }) => {
        inFlight.dec();
        requests.inc({ method, route, status });
        duration.observe({ method, route }, (performance.now() - began) / 1_000);
      };
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
  for (const figure of PROCESS_FIGURES) metrics.gauge(figure);
  return metrics;
}

async function value(read: Figure["read"]): Promise<number> {
  try {
    return await read();
  } catch {
    return Number.NaN;
  }
}

// prom-client's own collectors start observers and timers that cannot be stopped.
const PROCESS_FIGURES: readonly Figure[] = [
  {
    name: "process_resident_memory_bytes",
    help: "Memory of the process",
    read: () => process.memoryUsage.rss(),
  },
  {
    name: "nodejs_heap_size_used_bytes",
    help: "JavaScript heap of the main thread that is used",
    read: () => process.memoryUsage().heapUsed,
  },
  {
    name: "process_cpu_seconds",
    help: "Processor time of the process, of the user and of the system",
    read: () => (process.cpuUsage().user + process.cpuUsage().system) / 1_000_000,
  },
  { name: "process_uptime_seconds", help: "Since the process began", read: () => process.uptime() },
  {
    name: "nodejs_eventloop_lag_seconds",
    help: "How long the main thread took to come to its next task when this was asked for",
    async read() {
      const asked = performance.now();
      await setImmediate();
      return (performance.now() - asked) / 1_000;
    },
  },
];
