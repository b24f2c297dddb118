import type { Ctx } from "#bff/platform/context.ts";
import { DomainError } from "#shared/errors.ts";
import type { LikelySame } from "#shared/members/schema.ts";
import { fold } from "#shared/text.ts";

const mostShown = 10;

/** People who may be the same as a member: with the same handle on another network, or the same name. */
export async function likelySame(ctx: Ctx, memberId: string): Promise<LikelySame[]> {
  const member = await ctx.db.read
    .selectFrom("member")
    .select(["id", "name"])
    .where("id", "=", memberId)
    .where("workspaceId", "=", ctx.actor.workspaceId)
    .executeTakeFirst();
  if (!member) throw new DomainError("not_found", "There is no such person here.", {});
  const own = await ctx.db.read
    .selectFrom("identity")
    .select(["network", "handle"])
    .where("memberId", "=", memberId)
    .execute();
  const handles = new Set(own.map((row) => plain(row.handle)));
  const names = new Set([plain(member.name)].filter((name) => name.includes(" ")));
  const rows = await ctx.db.read
    .selectFrom("member")
    .leftJoin("identity", "identity.memberId", "member.id")
    .leftJoin("member_alias", "member_alias.memberId", "member.id")
    .select(["member.id", "member.name", "identity.network", "identity.handle"])
    .where("member.workspaceId", "=", ctx.actor.workspaceId)
    .where("member.id", "!=", memberId)
    .where("member_alias.rootId", "is", null)
    .where((eb) =>
      eb.or([eb("member.name", "=", member.name), eb("identity.handle", "in", [...own.map((row) => row.handle), ""])]),
    )
    .limit(200)
    .execute();
  const found = new Map<string, LikelySame>();
  for (const { id, name, network, handle } of rows) {
    const because = handle !== null && handles.has(plain(handle)) ? "handle" : "name";
    if (because === "name" && !names.has(plain(name))) continue;
    const known = found.get(id) ?? { memberId: id, name, networks: [], because };
    if (because === "handle") known.because = "handle";
    if (network && handle) known.networks.push({ network, handle });
    found.set(id, known);
  }
  return [...found.values()].slice(0, mostShown);
}

const plain = (text: string): string => fold(text).replace(/^@/, "").trim();
