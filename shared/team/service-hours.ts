import { z } from "zod";

const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
const Window = z.object({ from: ClockTime, to: ClockTime }).refine(({ from, to }) => from < to);

/** The windows of `service-clock.ts` as they are stored and sent. */
export const ServiceHours = z.array(Window.nullable()).length(7);
