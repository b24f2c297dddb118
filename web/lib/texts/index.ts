import { channels } from "#web/lib/texts/en/channels.ts";
import { commonWords } from "#web/lib/texts/en/common-words.ts";
import { errors } from "#web/lib/texts/en/errors.ts";
import { forwarding } from "#web/lib/texts/en/forwarding.ts";
import { inbox } from "#web/lib/texts/en/inbox.ts";
import { replies } from "#web/lib/texts/en/replies.ts";
import { reports } from "#web/lib/texts/en/reports.ts";
import { shell } from "#web/lib/texts/en/shell.ts";
import { team } from "#web/lib/texts/en/team.ts";

/** English is the catalogue whose keys are the type; every other language has to have the same keys. */
export const en = { shell, commonWords, errors, inbox, replies, reports, forwarding, channels, team };
export type Texts = typeof en;
