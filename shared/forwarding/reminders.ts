import type { WorkingHours } from "#shared/forwarding/department.ts";
import { addWorking, nextWorking, takeWorking, workingBetween } from "#shared/forwarding/hours.ts";

/** Who hears that an answer is missing: the person asked before and after the deadline, then the deputy, then the sender. */
export const reminderKinds = ["before", "after", "deputy", "sender"] as const;
export type ReminderKind = (typeof reminderKinds)[number];
export type Reminder = { kind: ReminderKind; at: string };

type Asked = { askedAt: string; dueAt: string | null; hours: WorkingHours; hasDeputy: boolean };

/** Working hours after the deadline at which each one is told. */
const afterDue = { after: 1, deputy: 4, sender: 8 } as const;

/**
 * When an unanswered question reminds, in order, always within the department's working hours: once before the deadline
 * (4 working hours, or half of the time there is when that is less than 8; not at all under 1), then 1, 4 and 8 working
 * hours after it. Without a deputy the sender hears when the deputy would have. No deadline: nobody is reminded.
 */
export function remindersOf({ askedAt, dueAt, hours, hasDeputy }: Asked): Reminder[] {
  if (!dueAt) return [];
  const there = workingBetween(askedAt, dueAt, hours);
  const ahead = there >= 8 ? 4 : there / 2;
  const reminders: Reminder[] = [];
  if (there >= 1) reminders.push({ kind: "before", at: within(takeWorking(dueAt, ahead, hours, askedAt), hours) });
  const later = (count: number) => within(addWorking(dueAt, count, hours), hours);
  reminders.push({ kind: "after", at: later(afterDue.after) });
  if (hasDeputy) reminders.push({ kind: "deputy", at: later(afterDue.deputy) });
  reminders.push({ kind: "sender", at: later(hasDeputy ? afterDue.sender : afterDue.deputy) });
  return reminders;
}

// The last moment of a working day is nobody's any more; the first of the next one is.
const within = (at: string, hours: WorkingHours): string => nextWorking(at, hours);

/** By when a department answers when nobody names a time: its promised hours worked from now on. */
export const promisedBy = (askedAt: string, answerHours: number, hours: WorkingHours): string =>
  addWorking(askedAt, answerHours, hours);
