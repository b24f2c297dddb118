import { usableFirstName } from "./names.ts";
import type { SlotValues } from "./template.ts";

/** What fills the slots of a template in a thread; null where it is not known and the fallback stands in. */
export const slotValuesOf = (
  thread: { memberName: string; lang: string | null },
  brandName: string,
  me: string,
): SlotValues => ({
  "member.firstName": usableFirstName(thread.memberName, thread.lang),
  "brand.name": brandName,
  "me.name": me,
});
