/** The languages reports leave the house in. */
export const mailLanguages = ["en", "tr", "fi", "pl"] as const;
export type MailLanguage = (typeof mailLanguages)[number];
