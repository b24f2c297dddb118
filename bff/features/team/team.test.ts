import { afterEach, expect, it } from "vitest";
import { changePerson, invitePerson, removePerson, saveBrand } from "#bff/features/team/commands.ts";
import { setupLink, signInLink } from "#bff/features/team/link-commands.ts";
import { actorOf, listAudit, listPeople } from "#bff/features/team/queries.ts";
import { teamRouter } from "#bff/features/team/router.ts";
import { openAuth } from "#bff/platform/auth.ts";
import type { Actor } from "#bff/platform/context.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

let test: TestApp;
afterEach(() => test.remove());

/** The router as a browser would reach it, with what came back as cookies. */
function browser(actor: Actor | null = null, address = "203.0.113.7") {
  const cookies: string[] = [];
  const headers = () => new Headers({ "x-konak-address": address });
  const setHeader = (name: string, value: string) => {
    if (name === "set-cookie") cookies.push(value.split(";")[0] ?? "");
  };
  return { cookies, team: teamRouter.createCaller({ ...test.app, actor, headers, setHeader }) };
}

const tokenOf = (url: string): string => new URL(url).searchParams.get("token") ?? "";
const whoIs = (cookie: string) => openAuth(test.app).sessionUser(cookie);
const password = "kettle-and-tea";

eachEngine("signing in", (engine) => {
  it("signs in by a link once, and the second use is refused", async () => {
    test = await testApp(engine);
    const lead = await test.as("lead");
    const token = tokenOf(await signInLink(test.app, lead.actor.userId ?? ""));
    const first = browser();
    await first.team.useLink({ token });
    expect(await whoIs(first.cookies[0] ?? "")).toMatchObject({ id: lead.actor.userId, name: "lead person" });
    await expect(browser().team.useLink({ token })).rejects.toMatchObject({ cause: { code: "link_used" } });
  });

  it("lets only one of two who come at once through", async () => {
    test = await testApp(engine);
    const lead = await test.as("lead");
    const token = tokenOf(await signInLink(test.app, lead.actor.userId ?? ""));
    const results = await Promise.allSettled([browser().team.useLink({ token }), browser().team.useLink({ token })]);
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("says that a link ran out, and that another never was", async () => {
    test = await testApp(engine);
    const lead = await test.as("lead");
    const token = tokenOf(await signInLink(test.app, lead.actor.userId ?? ""));
    test.clock.advance(25 * 3_600_000);
    await expect(browser().team.linkInfo({ token })).rejects.toMatchObject({ cause: { code: "link_expired" } });
    await expect(browser().team.linkInfo({ token: "nothing-like-it" })).rejects.toMatchObject({
      cause: { code: "not_found" },
    });
  });

  it("stops an address that tries too many links, and no other", async () => {
    test = await testApp(engine);
    const guess = () => browser(null, "198.51.100.9").team.linkInfo({ token: "guess-guess" });
    for (let i = 0; i < 20; i++) await expect(guess()).rejects.toMatchObject({ cause: { code: "not_found" } });
    await expect(guess()).rejects.toMatchObject({ cause: { code: "rate_limited" } });
    const other = browser(null, "198.51.100.10").team.linkInfo({ token: "guess-guess" });
    await expect(other).rejects.toMatchObject({ cause: { code: "not_found" } });
    test.clock.advance(61_000);
    await expect(guess()).rejects.toMatchObject({ cause: { code: "not_found" } });
  });

  it("treats a tampered cookie as signed out", async () => {
    test = await testApp(engine);
    const lead = await test.as("lead");
    const cookie = (await openAuth(test.app).createSession(lead.actor.userId ?? "")).split(";")[0] ?? "";
    const [name, value = ""] = cookie.split("=");
    expect(await whoIs(cookie)).not.toBeNull();
    const flipped = (value[0] === "a" ? "b" : "a") + value.slice(1);
    for (const bad of [flipped, `${value}x`, value.replace("%3D", ""), "%E0%A4%A", ".", "", "abc.def"])
      expect(await whoIs(`${name}=${bad}`)).toBeNull();
    expect(await whoIs("")).toBeNull();
  });

  it("signs in with mail and password, refuses sign-up, and limits the tries", async () => {
    test = await testApp(engine);
    const owner = await test.as("owner");
    const { url } = await invitePerson(owner, { email: "deniz@lumi.example", role: "manager", brandIds: null });
    await browser().team.useLink({ token: tokenOf(url), name: "Deniz", password });
    const post = (path: string, body: object) =>
      openAuth(test.app).handler(
        new Request(`http://localhost:4700/api/auth/${path}`, {
          method: "POST",
          headers: {
            "content-type": "application/json",
            origin: "http://127.0.0.1:4700",
            "x-konak-address": "203.0.113.8",
          },
          body: JSON.stringify(body),
        }),
      );
    const right = await post("sign-in/email", { email: "Deniz@lumi.example", password });
    expect(right.status).toBe(200);
    const set = right.headers.get("set-cookie") ?? "";
    expect(set).toMatch(/HttpOnly/i);
    expect(set).toMatch(/SameSite=Lax/i);
    expect(await whoIs(set.split(";")[0] ?? "")).toMatchObject({ name: "Deniz" });
    const signUp = await post("sign-up/email", { email: "x@lumi.example", name: "X", password });
    expect(signUp.ok).toBe(false);
    const statuses: number[] = [];
    for (let i = 0; i < 10; i++)
      statuses.push((await post("sign-in/email", { email: "deniz@lumi.example", password: "wrong-wrong" })).status);
    expect(statuses.slice(0, 9)).toEqual(Array(9).fill(401));
    expect(statuses[9]).toBe(429);
  });

  it("refuses a sign-in that comes from another site", async () => {
    test = await testApp(engine);
    const response = await openAuth(test.app).handler(
      new Request("http://localhost:4700/api/auth/sign-in/email", {
        method: "POST",
        headers: { "content-type": "application/json", origin: "https://evil.example" },
        body: JSON.stringify({ email: "a@b.example", password }),
      }),
    );
    expect(response.status).toBe(403);
  });
});

eachEngine("the team", (engine) => {
  it("sets up an empty Konak once", async () => {
    test = await testApp(engine);
    await test.app.db.write.deleteFrom("workspace").execute();
    const [one, two] = [tokenOf(await setupLink(test.app)), tokenOf(await setupLink(test.app))];
    const input = {
      name: "Elif",
      email: "elif@lumi.example",
      password,
      workspaceName: "Lumi",
      brandName: "Łódź Kettle",
    };
    const page = browser();
    await page.team.useLink({ token: one, ...input, timeZone: "Europe/Warsaw" });
    const user = await whoIs(page.cookies[0] ?? "");
    const me = await browser(await actorOf(test.app, user?.id ?? "")).team.me();
    expect(me).toMatchObject({
      user: { name: "Elif" },
      workspace: { name: "Lumi" },
      role: "owner",
      brands: [{ slug: "lodz-kettle", timeZone: "Europe/Warsaw" }],
      engine,
      demo: false,
      mail: { delivered: false },
    });
    await expect(browser().team.useLink({ token: two, ...input })).rejects.toMatchObject({
      cause: { code: "link_used" },
    });
  });

  it("answers nobody for a browser that is signed out", async () => {
    test = await testApp(engine);
    expect(await browser().team.me()).toBeNull();
    await expect(browser().team.people()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });

  it("lets an invited person join with their role and brands, and asks an account for its password", async () => {
    test = await testApp(engine);
    const owner = await test.as("owner");
    const invitation = { email: "mert@lumi.example", role: "manager" as const, brandIds: [test.brandId] };
    const { url } = await invitePerson(owner, invitation);
    expect(await browser().team.linkInfo({ token: tokenOf(url) })).toMatchObject({
      kind: "invite",
      workspaceName: "Lumi",
      email: "mert@lumi.example",
      role: "manager",
      hasAccount: false,
    });
    expect((await listPeople(owner)).map((person) => person.state)).toEqual(["active", "invited"]);
    const page = browser();
    await page.team.useLink({ token: tokenOf(url), name: "Mert", password });
    const user = await whoIs(page.cookies[0] ?? "");
    expect(await actorOf(test.app, user?.id ?? "")).toMatchObject({ role: "manager", brandIds: [test.brandId] });

    await removePerson(owner, user?.id ?? "");
    expect(await whoIs(page.cookies[0] ?? "")).toBeNull();
    expect(await actorOf(test.app, user?.id ?? "")).toBeNull();
    const again = tokenOf((await invitePerson(owner, invitation)).url);
    expect(await browser().team.linkInfo({ token: again })).toMatchObject({ hasAccount: true });
    await expect(browser().team.useLink({ token: again, password: "not-the-password" })).rejects.toMatchObject({
      cause: { code: "wrong_password" },
    });
    await browser().team.useLink({ token: again, password });
    expect(await actorOf(test.app, user?.id ?? "")).toMatchObject({ role: "manager" });
  });

  it("withdraws an invitation", async () => {
    test = await testApp(engine);
    const owner = await test.as("owner");
    const { url } = await invitePerson(owner, { email: "ada@lumi.example", role: "viewer", brandIds: null });
    const invited = (await listPeople(owner)).find((person) => person.state === "invited");
    await removePerson(owner, invited?.id ?? "");
    await expect(browser().team.linkInfo({ token: tokenOf(url) })).rejects.toMatchObject({
      cause: { code: "not_found" },
    });
  });

  it("gives nobody more than the inviter has", async () => {
    test = await testApp(engine);
    const lead = await test.as("lead", [test.brandId]);
    const invite = (role: "owner" | "viewer", brandIds: string[] | null) =>
      invitePerson(lead, { email: "new@lumi.example", role, brandIds });
    await expect(invite("owner", [test.brandId])).rejects.toMatchObject({ code: "not_allowed" });
    await expect(invite("viewer", null)).rejects.toMatchObject({ code: "not_allowed" });
    await expect(invite("viewer", ["elsewhere"])).rejects.toMatchObject({ code: "not_found" });
    expect((await invite("viewer", [test.brandId])).url).toContain("/join?token=");
  });

  it("keeps the last owner", async () => {
    test = await testApp(engine);
    const owner = await test.as("owner");
    const id = owner.actor.userId ?? "";
    await expect(removePerson(owner, id)).rejects.toMatchObject({ code: "conflict" });
    await expect(changePerson(owner, { id, role: "lead", brandIds: null })).rejects.toMatchObject({ code: "conflict" });
    await test.as("owner");
    await removePerson(owner, id);
    expect(await actorOf(test.app, id)).toBeNull();
  });

  it("saves brands with a short name of their own", async () => {
    test = await testApp(engine);
    const owner = await test.as("owner");
    const voice = {
      timeZone: "Europe/Istanbul",
      languages: ["tr", "en"],
      color: "teal",
      signature: "",
      allowedContacts: ["care@lumi.example"],
    };
    expect(await saveBrand(owner, { name: "Lumi", ...voice })).toMatchObject({
      slug: "lumi-2",
      languages: ["tr", "en"],
    });
    await expect(saveBrand(owner, { name: "Lumi", slug: "lumi", ...voice })).rejects.toMatchObject({
      code: "conflict",
    });
    const saved = await saveBrand(owner, { id: test.brandId, name: "Lumi Kettle Co", ...voice });
    expect(saved).toMatchObject({ id: test.brandId, slug: "lumi", allowedContacts: ["care@lumi.example"] });
    const limited = await test.as("lead", [test.brandId]);
    await expect(saveBrand(limited, { name: "Other", ...voice })).rejects.toMatchObject({ code: "not_allowed" });
  });

  it("reads the audit log page by page, newest first", async () => {
    test = await testApp(engine);
    const owner = await test.as("owner");
    for (let i = 0; i < 53; i++) {
      test.clock.advance(i % 2 === 0 ? 1000 : 0);
      await invitePerson(owner, { email: `p${i}@lumi.example`, role: "viewer", brandIds: null });
    }
    const first = await listAudit(owner, null);
    const rest = await listAudit(owner, first.next);
    expect([first.items.length, rest.items.length, rest.next]).toEqual([50, 3, null]);
    const subjects = [...first.items, ...rest.items].map((row) => row.subject);
    expect(subjects).toEqual(Array.from({ length: 53 }, (_, i) => `person:p${52 - i}@lumi.example`));
    expect(first.items[0]).toMatchObject({ action: "person.invite", person: { name: "owner person" } });
  });
});
