import { randomBytes } from "node:crypto";
import { getConnInfo } from "@hono/node-server/conninfo";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { getCookie, setCookie } from "hono/cookie";
import { html } from "hono/html";
import { answerOnPage, hasVoted, keepTrapped, takePageIdea, votePageIdea } from "#bff/features/ideas/page-commands.ts";
import { callPage, type Draft, emptyDraft, type FormState, type Page, sayPage } from "#bff/features/ideas/page-html.ts";
import { within } from "#bff/features/ideas/page-limit.ts";
import { ownPage } from "#bff/features/ideas/page-own.ts";
import { ownIdeaPage, publicCall, publicCallRow, sentBefore } from "#bff/features/ideas/page-queries.ts";
import { pagePolicy } from "#bff/features/ideas/page-style.ts";
import { formStamp, ideaLink, ideaOfToken, stampedAt, visitorHash } from "#bff/features/ideas/page-token.ts";
import type { CallFound } from "#bff/features/ideas/queries.ts";
import { similarTo } from "#bff/features/ideas/view-queries.ts";
import type { App } from "#bff/platform/context.ts";
import { DomainError } from "#shared/errors.ts";
import { type CallLanguage, callLanguages } from "#shared/ideas/brief.ts";
import { pageTexts } from "#shared/ideas/texts/page.ts";
import { loadDetector } from "#shared/replies/language.ts";
import { foldedWords, graphemeLength } from "#shared/text.ts";

const cookieName = "konak_call";
const largestForm = 64_000;
const longestIdea = 4000;
/** Nobody fills the form in within three seconds; after a day it is another page. */
const soonest = 3000;
const latest = 24 * 3_600_000;
const mailPattern = /^[^\s@<>"]{1,64}@[^\s@<>"]+\.[^\s@<>"]{2,}$/u;

type Visit = { call: CallFound; page: Page; visitor: string };

/** The language that was asked for by name, else the first of the browser's that there is, else the call's. */
function languageOf(c: Context, fallback: string): CallLanguage {
  const known = (lang: string | undefined) =>
    callLanguages.find((one) => one === lang?.trim().slice(0, 2).toLowerCase());
  const wanted = (c.req.header("accept-language") ?? "").split(",").map((part) => {
    const [tag = "", q = "q=1"] = part.split(";");
    return { tag, weight: Number(q.trim().replace("q=", "")) || 0 };
  });
  wanted.sort((a, b) => b.weight - a.weight);
  const asked = known(c.req.query("lang"));
  return asked ?? wanted.flatMap(({ tag }) => known(tag) ?? []).at(0) ?? known(fallback) ?? "en";
}

function addressOf(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? "unknown";
  } catch {
    return "unknown";
  }
}

/** The public pages of calls: no account, no script, nothing loaded from elsewhere, and a GET changes nothing. */
export function callPages(app: App): Hono {
  const http = new Hono();
  http.use("*", async (c, next) => {
    await next();
    c.header("content-security-policy", pagePolicy);
    c.header("referrer-policy", "no-referrer");
    c.header("x-content-type-options", "nosniff");
    c.header("x-frame-options", "DENY");
    c.header("cache-control", "private, no-store");
    c.header("permissions-policy", "interest-cohort=()");
  });
  const limited = bodyLimit({
    maxSize: largestForm,
    onError: (c) => {
      const lang = languageOf(c, "en");
      return c.html(sayPage(pageAt(c, lang, true), pageTexts[lang].yourIdea, pageTexts[lang].tooLarge), 413);
    },
  });
  http.get("/:slug", (c) => visit(app, c, (v) => showCall(app, c, v)));
  http.get("/:slug/i/:token", (c) => visit(app, c, (v) => showOwn(app, c, v)));
  http.post("/:slug/ideas", limited, (c) => visit(app, c, (v) => postIdea(app, c, v)));
  http.post("/:slug/votes", limited, (c) => visit(app, c, (v) => postVote(app, c, v)));
  http.post("/:slug/i/:token", limited, (c) => visit(app, c, (v) => postOwn(app, c, v)));
  return http;
}

const pageAt = (c: Context, lang: CallLanguage, noindex: boolean): Page => ({
  lang,
  path: new URL(c.req.url).pathname.replace(/\/(ideas|votes)$/, ""),
  noindex,
});

type Answer = Response | Promise<Response>;

async function visit(app: App, c: Context, answer: (visit: Visit) => Answer): Promise<Response> {
  const call = await publicCallRow(app.db.read, c.req.param("slug") ?? "");
  const lang = languageOf(c, call?.lang ?? "en");
  const texts = pageTexts[lang];
  if (!call) return c.html(sayPage(pageAt(c, lang, true), texts.notFound, texts.notFoundWhy), 404);
  if (foreign(c)) return c.text("This request comes from another site.", 403);
  const known = getCookie(c, cookieName);
  const cookie = known && /^[\w-]{32}$/.test(known) ? known : randomBytes(24).toString("base64url");
  if (cookie !== known)
    setCookie(c, cookieName, cookie, {
      path: "/c",
      httpOnly: true,
      sameSite: "Lax",
      secure: app.url.startsWith("https:"),
      maxAge: 180 * 86_400,
    });
  const page = pageAt(c, lang, call.noindex === 1);
  try {
    return await answer({ call, page, visitor: visitorHash(app, cookie) });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const over = error.code === "too_late";
    return c.html(
      sayPage(page, over ? texts.ideasOver : texts.notFound, over ? texts.deciding : texts.notFoundWhy),
      over ? 409 : 404,
    );
  }
}

// Browsers name the page a form comes from; only our own may change anything.
function foreign(c: Context): boolean {
  const origin = c.req.header("origin");
  if (!origin || c.req.method === "GET") return false;
  return !URL.canParse(origin) || new URL(origin).host !== c.req.header("host");
}

const tooOften = (c: Context, { page }: Visit): Response | Promise<Response> =>
  c.html(sayPage(page, pageTexts[page.lang].tooOften, pageTexts[page.lang].tooOftenWhy), 429);

async function showCall(app: App, c: Context, v: Visit, form: Partial<FormState> = {}, status: 200 | 422 = 200) {
  const from = Math.max(0, Math.min(100_000, Number.parseInt(c.req.query("after") ?? "0", 10) || 0));
  const shown = await publicCall(app, v.call, v.visitor, { from, first: c.req.query("idea") ?? null });
  const stamp = formStamp(app, v.call.id, v.visitor, app.clock.now().getTime());
  const texts = pageTexts[v.page.lang];
  const thanks =
    c.req.query("thanks") === "1"
      ? html`<p class="note good" role="status">${texts.thanks(v.call.brandName)}</p>`
      : null;
  const state = { draft: emptyDraft, problem: null, like: [], stamp, ...form };
  return c.html(callPage(shown, v.page, state, thanks), status);
}

async function showOwn(app: App, c: Context, v: Visit): Promise<Response> {
  const texts = pageTexts[v.page.lang];
  const page = { ...v.page, noindex: true };
  const ideaId = ideaOfToken(app, c.req.param("token") ?? "");
  if (!ideaId && !within(app, "guess", addressOf(c))) return tooOften(c, v);
  const own = ideaId ? await ownIdeaPage(app, v.call, ideaId) : null;
  if (!own) return c.html(sayPage(page, texts.notFound, texts.notFoundWhy), 404);
  if (own.over) return c.html(sayPage(page, texts.expired, texts.expiredWhy), 410);
  const said = c.req.query("new") === "1" ? "new" : c.req.query("said") === "1" ? "answered" : null;
  return c.html(ownPage(v.call, own, page, said));
}

const field = (form: Record<string, unknown>, name: string): string =>
  typeof form[name] === "string" ? (form[name] as string).replaceAll("\0", "").toWellFormed().trim() : "";

function draftOf(form: Record<string, unknown>): Draft {
  return {
    text: field(form, "text"),
    name: field(form, "name").replace(/\s+/g, " ").slice(0, 80),
    mail: field(form, "mail").slice(0, 200),
    consent: field(form, "consent") === "1",
    mayName: field(form, "mayName") === "1",
    mayMerge: field(form, "mayMerge") === "1",
  };
}

async function postIdea(app: App, c: Context, v: Visit): Promise<Response> {
  const form = await c.req.parseBody();
  const draft = draftOf(form);
  const now = app.clock.now().getTime();
  const thanks = `/c/${v.call.slug}?lang=${v.page.lang}&thanks=1`;
  if (field(form, "website") !== "") {
    await keepTrapped(app, v.call, draft.text, draft.name);
    return c.redirect(thanks, 303);
  }
  const problem = problemOf(app, v, draft, field(form, "stamp"), now);
  if (problem) return showCall(app, c, v, { draft, problem }, 422);
  const like = field(form, "anyway") === "1" ? [] : await similarTo(app, v.call.id, draft.text);
  const own = like.length > 0 && (await sentBefore(app.db.read, v.call, v.visitor, draft.text));
  if (like.length > 0 && !own) return showCall(app, c, v, { draft, like: like.slice(0, 3) }, 200);
  if (!within(app, "idea", addressOf(c))) return tooOften(c, v);
  const detect = await loadDetector();
  const taken = await takePageIdea(app, v.call, {
    ...draft,
    name: draft.name || pageTexts[v.page.lang].nobody,
    mail: draft.mail || null,
    lang: detect(draft.text)?.lang ?? v.page.lang,
    pageLang: v.page.lang,
    visitor: v.visitor,
  });
  if (taken.kind === "suspected") return c.redirect(thanks, 303);
  const { pathname } = new URL(ideaLink(app, v.call.slug, taken.ideaId));
  return c.redirect(`${pathname}?lang=${v.page.lang}&new=1`, 303);
}

function problemOf(app: App, v: Visit, draft: Draft, stamp: string, now: number): string | null {
  const texts = pageTexts[v.page.lang];
  const made = stampedAt(app, v.call.id, v.visitor, stamp);
  if (graphemeLength(draft.text.slice(0, longestIdea * 4)) > longestIdea) return texts.tooLarge;
  if (foldedWords(draft.text).length < 3) return texts.tooShort;
  if (!draft.consent) return texts.needsConsent;
  if (draft.mail && !mailPattern.test(draft.mail)) return texts.badMail;
  return made === null || now - made < soonest || now - made > latest ? texts.oldForm : null;
}

async function postVote(app: App, c: Context, v: Visit): Promise<Response> {
  const form = await c.req.parseBody();
  const now = app.clock.now().getTime();
  const [ideaId, value] = [field(form, "idea"), field(form, "value")];
  const back = `/c/${v.call.slug}?lang=${v.page.lang}`;
  const made = stampedAt(app, v.call.id, v.visitor, field(form, "stamp"));
  if (made === null || now - made > latest || !["up", "down", "none"].includes(value)) return c.redirect(back, 303);
  const address = addressOf(c);
  if (!within(app, "vote", address)) return tooOften(c, v);
  const fresh = value !== "none" && !(await hasVoted(app, v.call.id, v.visitor));
  if (fresh && !within(app, "visitor", `${address} ${v.call.id}`)) return tooOften(c, v);
  await votePageIdea(app, v.call, { ideaId, visitor: v.visitor, value: value as "up" });
  return c.redirect(`${back}&idea=${encodeURIComponent(ideaId)}#i-${encodeURIComponent(ideaId)}`, 303);
}

async function postOwn(app: App, c: Context, v: Visit): Promise<Response> {
  const ideaId = ideaOfToken(app, c.req.param("token") ?? "");
  if (!within(app, "answer", addressOf(c))) return tooOften(c, v);
  const own = ideaId ? await ownIdeaPage(app, v.call, ideaId) : null;
  if (!ideaId || !own || own.over) return showOwn(app, c, v);
  const form = await c.req.parseBody();
  const [answer, merge] = [field(form, "answer"), field(form, "merge")];
  if (answer) await answerOnPage(app, v.call, ideaId, { text: answer });
  else if (merge === "yes" || merge === "no") await answerOnPage(app, v.call, ideaId, { merge });
  return c.redirect(`${v.page.path}?lang=${v.page.lang}&said=1`, 303);
}
