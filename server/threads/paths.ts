// Finds how two entities of a story are linked.
import { pathFinder } from "../services/path-finder.ts";
import { serveTasks } from "../services/task-thread.ts";
import { ownPort } from "../own-port.ts";

serveTasks(ownPort(), pathFinder());
