/* They stand without what finds connections: the contract table, which every page carries, names them. */

/** Longer chains link everybody with everybody. */
export const MAX_STEPS = 4;

/** Connections that are told, at most and where nobody says how many. */
export const MAX_CONNECTIONS = 20;
export const USUAL_CONNECTIONS = 3;
