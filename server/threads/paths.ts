// Entry point of the thread that finds connections of two entities.
import { pathFinder } from "../services/path-finder.ts";
import { serveTasks } from "../services/task-thread.ts";
import { ownPort } from "../own-port.ts";

serveTasks(ownPort(), pathFinder());
