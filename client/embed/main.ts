import { openFrame } from "./frame.ts";

openFrame(window);
