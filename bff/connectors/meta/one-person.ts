/** What Meta's permission numbers (3, 10, 200 to 299) say of a refusal. */
type Said = { message: string; error_subcode?: number };

/**
 * Refusals that stand among permissions in Meta's table of messaging errors and are about one person or one setting, by
 * number and, because the number is often left out, by words. They come first: some name a permission all the same.
 */
const known: { subcodes: number[]; words: RegExp; say: string }[] = [
  {
    subcodes: [2018278, 2018065, 2534022],
    words: /outside (?:of )?(?:the )?allowed window/i,
    say: "The time in which Meta lets this person be written to in private is over.",
  },
  {
    subcodes: [1545041, 2018108],
    words: /person cannot receive messages|(?:isn['’]t|can['’]t|cannot) (?:receiv\w+ (?:your )?messages|available)/i,
    say: "This person cannot be written to in private now: Meta says that they take no messages from the account.",
  },
  {
    subcodes: [2018028, 2018027, 2018021],
    words: /not admins, developers or testers|unless the recipient user is an admin/i,
    say: "The app may write in private only to people with a role in it, until it is live and Meta has reviewed its permission pages_messaging.",
  },
  {
    subcodes: [1893063],
    words: /restricted from sending messages/i,
    say: "Meta does not let the account write in private for some time, because of what was sent before.",
  },
  {
    subcodes: [2534041],
    words: /disabled access to instagram direct messages/i,
    say: "The Instagram account lets no app write in private. In Instagram: Settings, Messages and story replies, Message controls, Connected tools, Allow access to messages.",
  },
  {
    subcodes: [2534077],
    words: /cannot verify the connection between the ig account/i,
    say: "Meta cannot tell that the Page, the Instagram account and whoever connected them belong together. Link the account to the Page anew, and switch on two-factor authentication.",
  },
];

/** The sentence for a refusal that is about one person or one setting; null: it may be about the key. */
export const sayOfOne = ({ message, error_subcode: subcode }: Said): string | null =>
  known.find(({ subcodes, words }) => (subcode !== undefined && subcodes.includes(subcode)) || words.test(message))
    ?.say ?? null;
