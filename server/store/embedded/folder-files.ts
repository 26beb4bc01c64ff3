/** The files of a data folder: see data-folder.ts. */
export const JOURNAL = "graph.journal";
export const SNAPSHOT = "graph.snapshot";
