type Missing = { scope: string; why: string | null };

/** A permission a channel's key lacks, to be set into a sentence: `tweet.write (to answer)`. */
export function missingPermission({ scope, why }: Missing): string {
  const what = why?.replace(/^(To|So|Only)\b/, (word) => word.toLowerCase()).replace(/\.$/, "");
  return what ? `${scope} (${what})` : scope;
}
