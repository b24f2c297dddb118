import { commonWords } from "#web/lib/texts/en/common-words.ts";
import { errors } from "#web/lib/texts/en/errors.ts";
import { inbox } from "#web/lib/texts/en/inbox.ts";
import { shell } from "#web/lib/texts/en/shell.ts";

/** English is the catalogue whose keys are the type; every other language has to have the same keys. */
export const en = { shell, commonWords, errors, inbox };

/** Texts of pages that are not the first: they come with the page (`web/app/routes.tsx`). */
export const later = {
  thread: () => import("#web/lib/texts/en/thread.ts").then((texts) => texts.thread),
  replies: () => import("#web/lib/texts/en/replies.ts").then((texts) => texts.replies),
  lookBack: () => import("#web/lib/texts/en/look-back.ts").then((texts) => texts.lookBack),
  warnings: () => import("#web/lib/texts/en/warnings.ts").then((texts) => texts.warnings),
  forwarding: () => import("#web/lib/texts/en/forwarding.ts").then((texts) => texts.forwarding),
  answer: () => import("#web/lib/texts/en/answer.ts").then((texts) => texts.answer),
  loops: () => import("#web/lib/texts/en/loops.ts").then((texts) => texts.loops),
  calls: () => import("#web/lib/texts/en/calls.ts").then((texts) => texts.calls),
  callBrief: () => import("#web/lib/texts/en/call-brief.ts").then((texts) => texts.callBrief),
  callReport: () => import("#web/lib/texts/en/call-report.ts").then((texts) => texts.callReport),
  ideas: () => import("#web/lib/texts/en/ideas.ts").then((texts) => texts.ideas),
  members: () => import("#web/lib/texts/en/members.ts").then((texts) => texts.members),
  team: () => import("#web/lib/texts/en/team.ts").then((texts) => texts.team),
  channels: () => import("#web/lib/texts/en/channels.ts").then((texts) => texts.channels),
  acts: () => import("#web/lib/texts/en/acts.ts").then((texts) => texts.acts),
  reports: () => import("#web/lib/texts/en/reports.ts").then((texts) => texts.reports),
  reportFormulas: () => import("#web/lib/texts/en/report-formulas.ts").then((texts) => texts.reportFormulas),
  sharing: () => import("#web/lib/texts/en/sharing.ts").then((texts) => texts.sharing),
  ahead: () => import("#web/lib/texts/en/ahead.ts").then((texts) => texts.ahead),
  reportScreens: () => import("#web/lib/texts/en/report-screens.ts").then((texts) => texts.reportScreens),
};

export type LaterTexts = keyof typeof later;
export type Texts = typeof en & { [Name in LaterTexts]: Awaited<ReturnType<(typeof later)[Name]>> };
