// Entry point of the thread that creates the files of embeds.
import { makeEmbedFiles } from "../services/embed-files.ts";
import { serveTasks } from "../services/task-thread.ts";
import { ownPort } from "../own-port.ts";

serveTasks(ownPort(), makeEmbedFiles);
