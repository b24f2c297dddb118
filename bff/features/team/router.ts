import { z } from "zod";
import { changePerson, invitePerson, removePerson, saveBrand } from "#bff/features/team/commands.ts";
import { setCrisis } from "#bff/features/team/crisis-commands.ts";
import { useLink } from "#bff/features/team/link-commands.ts";
import { listAudit, listPeople, readLink, readMe } from "#bff/features/team/queries.ts";
import { openAuth } from "#bff/platform/auth.ts";
import { ask, open, router } from "#bff/platform/trpc.ts";
import { SetCrisisInput } from "#shared/team/crisis.ts";
import {
  AuditPage,
  Brand,
  ChangePersonInput,
  InviteInput,
  LinkInfo,
  Me,
  Person,
  SaveBrandInput,
  UseLinkInput,
} from "#shared/team/schema.ts";

export const teamRouter = router({
  me: open.output(Me.nullable()).query(({ ctx }) => (ctx.actor ? readMe(ctx, ctx.actor) : null)),
  people: ask("team.read")
    .output(z.array(Person))
    .query(({ ctx }) => listPeople(ctx)),
  invite: ask("person.invite")
    .input(InviteInput)
    .output(z.object({ url: z.string() }))
    .mutation(({ ctx, input }) => invitePerson(ctx, input)),
  changePerson: ask("person.change")
    .input(ChangePersonInput)
    .mutation(({ ctx, input }) => changePerson(ctx, input)),
  removePerson: ask("person.remove")
    .input(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => removePerson(ctx, input.id)),
  audit: ask("audit.read")
    .input(z.object({ cursor: z.string().nullish() }))
    .output(AuditPage)
    .query(({ ctx, input }) => listAudit(ctx, input.cursor ?? null)),
  saveBrand: ask("brand.save")
    .input(SaveBrandInput)
    .output(Brand)
    .mutation(({ ctx, input }) => saveBrand(ctx, input)),
  setCrisis: ask("brand.crisis")
    .input(SetCrisisInput)
    .output(Brand)
    .mutation(({ ctx, input }) => setCrisis(ctx, input)),
  linkInfo: open
    .input(z.object({ token: z.string().max(200) }))
    .output(LinkInfo)
    .query(({ ctx, input }) => {
      openAuth(ctx).countTry(ctx.headers());
      return readLink(ctx, input.token);
    }),
  useLink: open
    .input(UseLinkInput)
    .output(z.object({ signedIn: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      const auth = openAuth(ctx);
      auth.countTry(ctx.headers());
      const userId = await useLink(ctx, input, await auth.sessionUser(ctx.headers().get("cookie") ?? undefined));
      ctx.setHeader("set-cookie", await auth.createSession(userId));
      return { signedIn: true as const };
    }),
});
