// Makes the files of embeds.
import { serve } from "../services/embed-worker.ts";
import { ownPort } from "../own-port.ts";

serve(ownPort());
