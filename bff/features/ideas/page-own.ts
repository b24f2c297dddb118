import { html } from "hono/html";
import { frame, type Page } from "#bff/features/ideas/page-html.ts";
import type { ownIdeaPage } from "#bff/features/ideas/page-queries.ts";
import type { CallFound } from "#bff/features/ideas/queries.ts";
import type { IdeaStage } from "#shared/ideas/stage.ts";
import { pageTexts } from "#shared/ideas/texts/page.ts";

type Own = NonNullable<Awaited<ReturnType<typeof ownIdeaPage>>>;

/** The page only the author of an idea has the address of: where it stands, what was said to them, what they are asked. */
export function ownPage(call: CallFound, own: Own, page: Page, said: "new" | "answered" | null) {
  const texts = pageTexts[page.lang];
  const { idea, root, letters } = own;
  const decided = root?.verdict ? root : idea.verdict ? idea : null;
  const note =
    said === "new"
      ? html`<p class="note good" role="status">${texts.thanks(call.brandName)}</p>`
      : said === "answered"
        ? html`<p class="note good" role="status">${texts.answered}</p>`
        : "";
  const state = decided
    ? decided.verdict === "adopted"
      ? texts.adopted
      : texts.declined
    : texts.stages[(root ?? idea).stage as IdeaStage];
  const decision = decided
    ? html`<h2>${texts.decided}</h2><p class="card words">${decided.outcome ?? decided.reason ?? ""}</p>`
    : "";
  const told = letters.filter((one) => one.kind !== "merge").map((one) => html`<p class="card words">${one.text}</p>`);
  const question =
    idea.waitsAuthor === 1
      ? html`<form class="card" method="post" action="${page.path}?lang=${page.lang}"><label for="answer">${texts.yourAnswer}</label>
<textarea id="answer" name="answer" required maxlength="2000"></textarea><button class="main">${texts.send}</button></form>`
      : "";
  const merge = own.asksMerge
    ? html`<form class="card" method="post" action="${page.path}?lang=${page.lang}"><p>${texts.mergeQuestion}</p><div class="votes">
<button name="merge" value="yes">${texts.yes}</button><button name="merge" value="no">${texts.no}</button></div></form>`
    : "";
  const body = html`${note}<h1>${said === "new" ? texts.thanksTitle : texts.ownIdea}</h1>
<article class="card"><span class="pill">${state}</span><h3 lang="${idea.lang ?? ""}">${idea.title}</h3><p class="words" lang="${idea.lang ?? ""}">${idea.text}</p></article>
${told.length && idea.waitsAuthor === 1 ? html`<h2>${texts.questionToYou}</h2>` : ""}${told}${question}${merge}${decision}
<p class="soft">${texts.keepLink}</p><p><a href="/c/${call.slug}?lang=${page.lang}">${texts.back}</a></p>`;
  return frame(
    page,
    texts.ownIdea,
    html`<strong>${call.brandName}</strong><span class="soft" lang="${call.lang}">${call.question}</span>`,
    body,
  );
}
