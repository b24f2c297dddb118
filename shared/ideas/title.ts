const longest = 80;

/** The first words of an idea as its title: its first sentence without hashtags at the end, handles and addresses, at most 80 characters. */
export function titleOf(text: string): string {
  const plain = text
    .replace(/https?:\/\/\S+/gu, " ")
    .replace(/(^|\s)@[\p{L}\p{N}_.-]+/gu, " ")
    .replace(/(\s*#[\p{L}\p{N}_]+)+\s*$/u, " ")
    .replace(/(^|\s)#(?=[\p{L}\p{N}])/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();
  const first = plain.match(/^.{12,}?[.!?…](?=\s|$)/u)?.[0] ?? plain;
  if (first.length <= longest) return first.replace(/[.…]+$/u, "") || text.trim().slice(0, longest);
  const cut = first.slice(0, longest - 1);
  const space = cut.lastIndexOf(" ");
  return `${(space > 40 ? cut.slice(0, space) : cut).toWellFormed()}…`;
}
