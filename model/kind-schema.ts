import { z } from "zod";
import { KINDS } from "./kinds.ts";

export const Kind = z.enum(KINDS);
