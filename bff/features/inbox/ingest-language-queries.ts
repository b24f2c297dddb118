import type { IncomingMessage } from "#bff/connectors/incoming.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { loadDetector } from "#shared/replies/language.ts";

/**
 * Messages with their language where the network did not say it: one of the brand's, and only when that is sure. The
 * detector's table is large, so it is loaded by the first message that needs it.
 */
export async function withLanguage(trx: Trx, brandId: string, messages: IncomingMessage[]): Promise<IncomingMessage[]> {
  if (messages.every((message) => message.lang)) return messages;
  const detect = await loadDetector();
  const { languages } = await trx
    .selectFrom("brand")
    .select("languages")
    .where("id", "=", brandId)
    .executeTakeFirstOrThrow();
  const among: string[] = JSON.parse(languages);
  const guess = (text: string): string | null => {
    const found = detect(text, { among });
    return found?.sure ? found.lang : null;
  };
  return messages.map((message) => (message.lang ? message : { ...message, lang: guess(message.text) }));
}
