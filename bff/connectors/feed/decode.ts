/** Charsets whose bytes may be valid UTF-8 and mean something else all the same. */
const neverUtf8 = /^(iso-2022|utf-16|hz-)/i;

/**
 * The words of a feed. Its mark at the beginning counts first; bytes that are valid UTF-8 are that, whatever a server
 * says of them; else the feed's own line, then the server's charset. What nobody names is Windows-1252.
 */
export function textOfBytes(bytes: Uint8Array, contentType: string | null): string {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return decoded(bytes, "utf-16le");
  if (first === 0xfe && second === 0xff) return decoded(bytes, "utf-16be");
  if (first === 0xef && second === 0xbb && third === 0xbf) return decoded(bytes, "utf-8");
  const line = new TextDecoder("latin1").decode(bytes.subarray(0, 200));
  const own = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/i.exec(line)?.[1];
  const told = /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? "")?.[1];
  const named = own ?? told ?? "windows-1252";
  if (!neverUtf8.test(named))
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      // Then it is what it says it is; many say UTF-8 and are not.
    }
  const label = /^utf-?8$/i.test(named) ? (told ?? named) : named;
  return decoded(bytes, /^utf-?8$/i.test(label) ? "windows-1252" : label);
}

function decoded(bytes: Uint8Array, label: string): string {
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
