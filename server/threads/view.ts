// Folds stories and cuts pages of their views.
import { viewPages } from "../services/view-pages.ts";
import { serveTasks } from "../services/task-thread.ts";
import { ownPort } from "../own-port.ts";

serveTasks(ownPort(), viewPages());
