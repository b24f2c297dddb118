import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shell, withTexts } from "#web/app/shell-route.tsx";
import type { CallAddress } from "#web/features/ideas/call-screen.tsx";
import type { CallsAddress } from "#web/features/ideas/calls-screen.tsx";
import { oneOf, searchBy, text } from "#web/lib/search.ts";

const brandSearch = searchBy<{ brand?: string }>({ brand: text });
const calls = createRoute({
  getParentRoute: () => shell,
  path: "/calls",
  validateSearch: searchBy<CallsAddress>({
    brand: text,
    state: oneOf("draft", "open", "deciding", "closed"),
    show: oneOf("needAnswer", "lookAlike", "distant", "toTell"),
  }),
  component: lazyRouteComponent(
    withTexts(() => import("#web/app/pages/calls-page.tsx"), "calls", "ideas"),
    "CallsPage",
  ),
});
const newCall = createRoute({
  getParentRoute: () => shell,
  path: "/calls/new",
  validateSearch: brandSearch,
  component: lazyRouteComponent(
    withTexts(() => import("#web/app/pages/brief-page.tsx"), "calls", "callBrief"),
    "NewCallPage",
  ),
});
const call = createRoute({
  getParentRoute: () => shell,
  path: "/calls/$callId",
  validateSearch: searchBy<CallAddress>({
    tab: oneOf("ideas", "letters", "people", "aside", "report"),
    stage: oneOf("open", "shortlist", "refine", "decide", "result"),
    show: oneOf("needAnswer", "lookAlike", "distant", "needVotes", "waitAuthor", "toTell"),
  }),
  component: lazyRouteComponent(
    withTexts(() => import("#web/app/pages/call-page.tsx"), "calls", "ideas", "callReport", "warnings", "replies"),
    "CallPage",
  ),
});
const brief = createRoute({
  getParentRoute: () => shell,
  path: "/calls/$callId/brief",
  component: lazyRouteComponent(
    withTexts(() => import("#web/app/pages/brief-page.tsx"), "calls", "callBrief"),
    "BriefPage",
  ),
});
const idea = createRoute({
  getParentRoute: () => shell,
  path: "/ideas/$ideaId",
  component: lazyRouteComponent(
    withTexts(() => import("#web/app/pages/idea-page.tsx"), "ideas", "calls", "warnings", "replies"),
    "IdeaPage",
  ),
});
const member = createRoute({
  getParentRoute: () => shell,
  path: "/members/$memberId",
  validateSearch: brandSearch,
  component: lazyRouteComponent(
    withTexts(() => import("#web/app/pages/member-page.tsx"), "members"),
    "MemberPage",
  ),
});

/** Open calls, their ideas, and the people who gave them. */
export const callRoutes = [calls, newCall, call, brief, idea, member] as const;
