import * as z from "zod";
import { Time } from "../clock.ts";
import type { StepTime } from "./mapping.ts";

const Timed = z.object({ startedAt: Time, endedAt: Time });

/** When each step of a state ran; the state holds every step's answer under its name. */
export const stepTimesOf = (state: Readonly<Record<string, unknown>>): StepTime[] =>
  Object.entries(state)
    .flatMap(([step, answer]) => {
      const times = Timed.safeParse(answer);
      return times.success ? [{ step, ...times.data }] : [];
    })
    .toSorted((one, other) => (one.startedAt < other.startedAt ? -1 : 1));
