/**
 * What came in without the characters no database keeps: PostgreSQL takes no NUL and no half of an emoji, and one name
 * that cannot be kept would hold up the whole page.
 */
export function keepable<T>(value: T): T {
  if (typeof value === "string") return value.replaceAll("\0", "").toWellFormed() as T;
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, keepable(part)])) as T;
}
