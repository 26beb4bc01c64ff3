import { z } from "zod";
import { CERTAINTIES, POLARITIES } from "./certainty.ts";

export const Certainty = z.enum(CERTAINTIES);
export const Polarity = z.enum(POLARITIES);
