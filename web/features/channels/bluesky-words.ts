/** The handle as the network knows it: people paste it with an @ or as the address of the profile. */
export function handleOf(text: string): string {
  const fromProfile = text.match(/bsky\.app\/profile\/([^/?#\s]+)/)?.[1];
  return (fromProfile ?? text).trim().replace(/^@/, "").toLowerCase();
}

/** The server's address with its scheme and without a path. */
export function serviceOf(text: string): string {
  const trimmed = text.trim().replace(/\/+$/, "");
  return /^[a-z]+:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
}

/** Whether a password has the form Bluesky gives app passwords; other servers have other forms, so this only warns. */
export const looksLikeAppPassword = (text: string): boolean => /^[a-z0-9]{4}(-[a-z0-9]{4}){3}$/i.test(text.trim());
