import type { Attachment } from "#shared/inbox/attachment.ts";

/** Who wrote a message, as far as an address could tell: a handle, the network's own id, the message's address. */
export type Writer = { handle: string | null; externalId: string | null; url: string | null };

/** Whether an address leads to who wrote: it holds their handle or their id, or begins like the message's own. */
export function namesWriter(address: string, { handle, externalId, url }: Writer): boolean {
  const plain = decoded(address).toLowerCase();
  const said = [handle?.replace(/^@/, ""), externalId].filter((word) => word && word.length > 2);
  return said.some((word) => plain.includes(word?.toLowerCase() ?? "")) || (url !== null && address.startsWith(url));
}

const decoded = (address: string): string => {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
};

/** An attachment as a department reads it: without an address that would name its writer, where names are not told. */
export const attachmentToTell = (
  { kind, name, url }: Attachment,
  namesIts: boolean,
  firstNamesOnly: boolean,
): Attachment => ({ kind, name, url: namesIts && firstNamesOnly ? null : url });
