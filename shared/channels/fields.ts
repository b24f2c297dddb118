/** A field of a connecting form, as far as its rules go. */
type FieldRule = {
  name: string;
  label: string;
  kind: "text" | "secret" | "url" | "lines";
  optional?: true;
  value?: string;
};

/** Copied words come with blanks and invisible marks around them, addresses without their scheme. */
export function cleanFields(fields: FieldRule[], given: Record<string, string>): Record<string, string> {
  const clean: Record<string, string> = {};
  for (const field of fields) {
    const bare = bareText(given[field.name] ?? field.value ?? "");
    if (!bare) continue;
    clean[field.name] = field.kind === "url" && !/^[a-z][a-z0-9+.-]*:\/\//i.test(bare) ? `https://${bare}` : bare;
  }
  return clean;
}

/** A text without blanks and invisible marks (Unicode Cf, BOM, no-break space) at its ends. */
export const bareText = (text: string): string => text.replace(/^[\p{Cf}\p{Z}\s]+|[\p{Cf}\p{Z}\s]+$/gu, "");

/** What is wrong with a field, as an English sentence; null when nothing is. */
export function fieldProblem(field: FieldRule, value: string | undefined): string | null {
  if (!value) return field.optional ? null : `${field.label} is missing.`;
  if (value.length > 4000) return `${field.label} is longer than 4,000 characters.`;
  if (field.kind !== "lines" && /[\r\n]/.test(value)) return `${field.label} holds more than one line.`;
  if (field.kind === "url" && !URL.canParse(value)) return `${field.label} is not an address.`;
  return null;
}

/** What is wrong with the id or secret of a person's own app: they never hold a blank, a copied one often does. */
export function appKeyProblem(label: string, value: string): string | null {
  if (!value) return `${label} is missing.`;
  if (/[\s\p{Cf}\p{Z}]/u.test(value)) return `${label} holds a blank. Copy it again, without anything around it.`;
  return value.length > 500 ? `${label} is longer than 500 characters.` : null;
}
