import { html, raw } from "hono/html";
import { pageStyle } from "#bff/features/ideas/page-style.ts";
import { type CallLanguage, callLanguages } from "#shared/ideas/brief.ts";
import type { PublicCall, PublicIdea } from "#shared/ideas/public-schema.ts";
import type { LikeIdea } from "#shared/ideas/schema.ts";
import { pageTexts } from "#shared/ideas/texts/page.ts";
import type { PageTexts } from "#shared/ideas/texts/page-shape.ts";

type Html = ReturnType<typeof html>;
export type Page = { lang: CallLanguage; path: string; noindex: boolean };

const names: Record<CallLanguage, string> = { en: "English", tr: "Türkçe", fi: "Suomi", pl: "Polski" };

/** A day as the language writes it; `day` is `YYYY-MM-DD`. */
const dayIn = (lang: CallLanguage, day: string): string =>
  new Intl.DateTimeFormat(lang, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );

/** The frame around every public page: one language, one sheet, no script. */
export function frame({ lang, path, noindex }: Page, title: string, above: Html | string, body: Html): Html {
  const texts = pageTexts[lang];
  const links = callLanguages.map(
    (one) =>
      html`<li><a href="${path}?lang=${one}" hreflang="${one}" lang="${one}" ${raw(one === lang ? 'aria-current="true"' : "")} aria-label="${one.toUpperCase()}, ${names[one]}">${one.toUpperCase()}</a></li>`,
  );
  return html`<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>${raw(noindex ? '<meta name="robots" content="noindex, nofollow">' : "")}
<style>${raw(pageStyle)}</style></head><body><main>
<header><div>${above}</div><nav aria-label="${texts.language}"><ul>${links}</ul></nav></header>
${body}
<footer class="soft">${texts.noTracking}</footer></main></body></html>`;
}

/** A page that says one thing: there is no such call, the link expired, too much at once. */
export const sayPage = (page: Page, title: string, words: string): Html =>
  frame(page, title, "", html`<h1>${title}</h1><p>${words}</p>`);

export type Draft = {
  text: string;
  name: string;
  mail: string;
  consent: boolean;
  mayName: boolean;
  mayMerge: boolean;
};
export const emptyDraft: Draft = { text: "", name: "", mail: "", consent: false, mayName: false, mayMerge: false };
export type FormState = { draft: Draft; problem: string | null; like: LikeIdea[]; stamp: string };

const above = (call: PublicCall, lang: CallLanguage): Html => {
  const texts = pageTexts[lang];
  const { closesOn } = call.brief;
  const state =
    call.state === "open" && closesOn
      ? texts.openCall(dayIn(lang, closesOn))
      : call.state === "closed"
        ? texts.closed
        : texts.deciding;
  return html`<strong>${call.brandName}</strong><span class="soft">${state}</span>`;
};

function briefPart(call: PublicCall, lang: CallLanguage): Html {
  const texts = pageTexts[lang];
  const { brief } = call;
  const who = [brief.decider, brief.deciderRole].filter(Boolean).join(", ");
  const rows: [string, Html | string][] = [
    [texts.counts, html`<ul>${brief.criteria.map((one) => html`<li>${one.name}</li>`)}</ul>`],
    [texts.whatHappens, brief.whatHappens],
    [texts.reward, brief.reward],
    [texts.example, brief.example],
    [texts.limits, brief.constraints],
  ];
  const shown = rows.filter(([, words]) => words !== "");
  const changes = call.versions.map(
    (one) =>
      html`<p class="note"><strong>${texts.changed(dayIn(lang, one.at.slice(0, 10)))}.</strong> <span lang="${brief.lang}">${one.note}</span></p>`,
  );
  return html`<h1 lang="${brief.lang}">${brief.question}</h1>
${raw(brief.intro ? "" : "")}<p lang="${brief.lang}">${brief.intro}</p>${changes}
<div class="card"><p><strong>${texts.ideasFrom(call.ideas, call.people)}</strong></p>
<p>${texts.decides(who, brief.decideBy ? dayIn(lang, brief.decideBy) : "")}</p>
<dl>${shown.map(([label, words]) => html`<dt>${label}</dt><dd lang="${brief.lang}">${words}</dd>`)}</dl></div>`;
}

const ticked = (on: boolean) => raw(on ? "checked" : "");

function ideaForm(call: PublicCall, texts: PageTexts, page: Page, { draft, problem, like, stamp }: FormState): Html {
  const close = like.length
    ? html`<div class="note" role="status"><p><strong>${texts.closeTo}</strong></p><ul>${like.map(
        (one) =>
          html`<li><a href="${page.path}?lang=${page.lang}&amp;idea=${one.ideaId}#i-${one.ideaId}">${one.title}</a></li>`,
      )}</ul></div><input type="hidden" name="anyway" value="1">`
    : "";
  return html`<h2 id="add">${texts.yourIdea}</h2><form class="card" method="post" action="${page.path}/ideas?lang=${page.lang}">
${problem ? html`<p class="note bad" role="alert">${problem}</p>` : ""}${close}
<label for="text">${texts.yourIdea}</label><textarea id="text" name="text" required maxlength="4000">${draft.text}</textarea>
<label for="name">${texts.yourName}</label><input id="name" type="text" name="name" maxlength="80" autocomplete="name" value="${draft.name}">
<label for="mail">${texts.yourMail}</label><input id="mail" type="email" name="mail" maxlength="200" autocomplete="email" aria-describedby="mail-why" value="${draft.mail}">
<p class="soft" id="mail-why">${texts.mailWhy}</p>
<div class="hp" aria-hidden="true"><label for="website">${texts.leaveEmpty}</label><input id="website" type="text" name="website" tabindex="-1" autocomplete="off"></div>
<label class="tick"><input type="checkbox" name="consent" value="1" required ${ticked(draft.consent)}><span>${texts.consent}</span></label>
<label class="tick"><input type="checkbox" name="mayName" value="1" ${ticked(draft.mayName)}><span>${texts.mayName}</span></label>
${call.brief.merging === "never" ? "" : html`<label class="tick"><input type="checkbox" name="mayMerge" value="1" ${ticked(draft.mayMerge)}><span>${texts.mayMerge}</span></label>`}
<input type="hidden" name="stamp" value="${stamp}">
<button class="main">${like.length ? texts.addAnyway : texts.add}</button></form>`;
}

function voteForms(idea: PublicIdea, texts: PageTexts, page: Page, stamp: string): Html {
  const form = (value: "up" | "down", words: string) => {
    const on = idea.mine === value;
    return html`<form method="post" action="${page.path}/votes?lang=${page.lang}"><input type="hidden" name="stamp" value="${stamp}">
<input type="hidden" name="idea" value="${idea.id}"><button name="value" value="${on ? "none" : value}" ${raw(on ? 'class="on" aria-pressed="true"' : 'aria-pressed="false"')} aria-label="${on ? texts.takeBack : words}: ${idea.title}">${words}</button></form>`;
  };
  const counts = idea.votes ? html`<span class="soft">${texts.ofVotes(idea.votes.up, idea.votes.n)}</span>` : "";
  return html`<div class="votes">${form("up", texts.forIt)}${form("down", texts.againstIt)}${counts}</div>`;
}

function ideaCard(idea: PublicIdea, texts: PageTexts, page: Page, stamp: string | null): Html {
  const lang = idea.lang ?? "";
  const who = [idea.authorName ?? texts.nobody, texts.stages[idea.stage], idea.joined ? texts.joined(idea.joined) : ""];
  const more = idea.text.length > idea.title.length + 1 ? html`<p class="words" lang="${lang}">${idea.text}</p>` : "";
  return html`<article class="card" id="i-${idea.id}"><h3 lang="${lang}">${idea.title}</h3>
<span class="soft">${who.filter(Boolean).join(" · ")}</span>${more}${stamp ? voteForms(idea, texts, page, stamp) : ""}</article>`;
}

function results(call: PublicCall, texts: PageTexts): Html {
  const cards = call.results.map((idea) => {
    const adopted = idea.verdict === "adopted";
    const counts = idea.votes ? html`<p class="soft">${texts.ofVotes(idea.votes.up, idea.votes.n)}</p>` : "";
    return html`<article class="card" id="i-${idea.id}"><span class="pill ${adopted ? "good" : ""}">${adopted ? texts.adopted : texts.declined}</span>
<h3 lang="${idea.lang ?? ""}">${idea.title}${idea.authorName ? `, ${idea.authorName}` : ""}</h3><p class="words">${idea.outcome ?? ""}</p>${counts}</article>`;
  });
  const credits = call.credits.length ? html`<h2>${texts.credits}</h2><p>${call.credits.join(", ")}</p>` : "";
  return html`${call.results.length ? html`<h2>${texts.whatBecame}</h2>` : ""}${cards}${credits}`;
}

/** The page of a call. */
export function callPage(call: PublicCall, page: Page, form: FormState, note: Html | null): Html {
  const texts = pageTexts[page.lang];
  const votable = call.state === "open" ? form.stamp : null;
  const list = call.shown.map((idea) => ideaCard(idea, texts, page, votable));
  const more = call.next
    ? html`<p><a href="${page.path}?lang=${page.lang}&amp;after=${call.next}#say">${texts.more}</a></p>`
    : "";
  const say =
    call.shown.length || call.state === "open"
      ? html`<h2 id="say">${texts.haveASay}</h2>${call.state === "open" ? html`<p class="soft">${texts.countsAfter}</p>` : ""}
${list.length ? list : html`<p class="soft">${texts.noIdeas}</p>`}${more}`
      : "";
  const add = call.takesIdeas ? ideaForm(call, texts, page, form) : html`<p class="note">${texts.ideasOver}</p>`;
  const decidedFirst = call.state === "closed";
  const body = html`${note ?? ""}${briefPart(call, page.lang)}${decidedFirst ? results(call, texts) : ""}${add}${say}${decidedFirst ? "" : results(call, texts)}`;
  return frame(page, `${call.brief.question} · ${call.brandName}`, above(call, page.lang), body);
}
