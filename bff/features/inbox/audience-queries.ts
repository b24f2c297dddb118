import { type SqlBool, sql } from "kysely";
import { narrower } from "#shared/inbox/audience.ts";

/**
 * Whether the row of `message` was said to everybody: so told, or nothing kept of it on a network where all is public. For
 * whatever goes on to others than the team.
 */
export const saidToAll = sql<SqlBool>`("message"."audience" = 'public' or ("message"."audience" is null and not exists
  (select 1 from "channel" as "told_on" where "told_on"."id" = "message"."channelId"
    and "told_on"."network" in (${sql.join(narrower)}))))`;
