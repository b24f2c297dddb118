import type { ConnectField } from "#bff/connectors/connect-by.ts";
import type { Connector } from "#bff/connectors/connector.ts";
import { unsealed } from "#bff/features/channels/queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { ChannelTable } from "#bff/platform/db/tables.ts";
import { cleanFields } from "#shared/channels/fields.ts";

/** What a connecting form for this channel was filled with, as far as it is known, its secrets among them. */
export function knownFields(ctx: Ctx, connector: Connector, channel: ChannelTable): Record<string, string> {
  const { handle, name, url } = channel;
  const kept = unsealed(ctx, channel.credentials);
  const all = { site: url, ...JSON.parse(channel.settings), ...((kept ?? {}) as object), handle, name };
  return Object.fromEntries(
    connector.connectBy.fields.flatMap((field) => {
      const text = textOf((all as Record<string, unknown>)[field.name]);
      return text === null ? [] : [[field.name, text] as const];
    }),
  );
}

// A list (words, categories) was typed one a line.
function textOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  return Array.isArray(value) && value.length > 0 ? value.join("\n") : null;
}

/** What is known without what may never be sent back to a page. */
export const withoutSecrets = (fields: ConnectField[], values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !isSecret(fields, name)));

const isSecret = (fields: ConnectField[], name: string): boolean =>
  fields.find((field) => field.name === name)?.kind === "secret";

/**
 * The form as it is with what a person typed of it: an empty secret stays what it was, any other empty field is empty.
 * A kept secret goes to no other server than those it was given for.
 */
export function filledIn(
  fields: ConnectField[],
  known: Record<string, string>,
  given: Record<string, string>,
): Record<string, string> {
  const typed = cleanFields(
    fields.filter(({ name }) => given[name] !== undefined),
    given,
  );
  const addresses = fields.filter(({ kind }) => kind === "url");
  const servers = addresses.map(({ name }) => serverOf(known[name]));
  const elsewhere = addresses.some(({ name }) => typed[name] && !servers.includes(serverOf(typed[name])));
  const kept = Object.entries(known).filter(([name]) =>
    isSecret(fields, name) ? !elsewhere : given[name] === undefined,
  );
  return { ...Object.fromEntries(kept), ...typed };
}

const serverOf = (address: string | undefined): string | null =>
  address && URL.canParse(address) ? new URL(address).host : null;
