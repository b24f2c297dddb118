/** How one search parameter is read: the value it stands for, or undefined when it does not fit. */
export type Reader<T> = (value: unknown) => T | undefined;

export const text: Reader<string> = (value) => {
  if (typeof value === "string") return value.slice(0, 200) || undefined;
  return typeof value === "number" ? String(value) : undefined;
};
export const flag: Reader<true> = (value) =>
  value === true || value === "true" || value === "1" || value === 1 ? true : undefined;
export const day: Reader<string> = (value) =>
  typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
export const oneOf =
  <const T extends string>(...words: T[]): Reader<T> =>
  (value) =>
    words.find((word) => word === value);

/** One reader for each parameter of a screen; a parameter of the type without a reader does not compile. */
type Readers<T> = { [Key in keyof Required<T>]: Reader<NonNullable<T[Key]>> };

/**
 * Reads an address and leaves out what does not fit, so that an old or half-copied link still opens its screen. The
 * server checks the same input with its schema; the schemas stay out of the page, where they would be its largest part.
 * What does not fit is there as undefined: the router lays this over the address as it was typed.
 */
export const searchBy =
  <T extends object>(readers: Readers<T>) =>
  (search: Record<string, unknown>): T => {
    const read: Record<string, unknown> = {};
    for (const [name, reader] of Object.entries(readers) as [string, Reader<unknown>][]) {
      const value = reader(search[name]);
      if (value !== undefined || name in search) read[name] = value;
    }
    return read as T;
  };
