import { expect, it } from "vitest";
import { type ActKind, ActKind as ActKinds, byWebhookOnly, supports } from "#shared/channels/capabilities.ts";
import type { ChannelAccess, OutgoingAct } from "./connector.ts";
import { messageIn, type Stage, valueIn } from "./contract-world.ts";

const needsText: ActKind[] = ["privateReply", "edit", "report"];
const undoes: Partial<Record<ActKind, ActKind>> = { unlike: "like", unhide: "hide", unmute: "mute" };

/** Everything the capabilities claim beyond answering is done once, shows over there, and may be done again. */
export function actions(stage: Stage): void {
  const { capabilities } = stage;
  for (const action of ActKinds.options.filter((one) => supports(capabilities.actions[one])))
    it(`can ${action}, and once more without harm`, async () => {
      const act = await actOn(stage, action);
      const before = undoes[action];
      if (before) valueIn(await perform(stage, stage.access, { ...act, action: before, idempotencyKey: "before" }));
      valueIn(await perform(stage, stage.access, act));
      expect(await stage.world.wasDone!(action, act.externalId)).toBe(true);
      if (action !== "privateReply") valueIn(await perform(stage, stage.access, act));
    });

  if (ActKinds.options.some((one) => supports(capabilities.actions[one])))
    it("says which permission is missing, where keys can be narrow", async () => {
      const access = await stage.world.narrowed?.(stage.access);
      if (!access) return;
      const action = ActKinds.options.find((one) => supports(capabilities.actions[one])) as ActKind;
      const outcome = await perform(stage, access, await actOn(stage, action));
      expect(outcome).toMatchObject({ kind: "narrowed", scope: expect.stringMatching(/\w/) });
    });

  if (capabilities.arrives.webhook) hooks(stage);
}

const perform = (stage: Stage, access: ChannelAccess, act: OutgoingAct) => stage.world.connector.act!(access, act);

async function actOn(stage: Stage, action: ActKind): Promise<OutgoingAct> {
  const { id, postId } = await stage.rootFor(action, `something to ${action}`);
  const told = await stage.message(id);
  // Whoever is muted may not be heard any more; who wrote is known from before.
  stage.author = told?.author.externalId ?? stage.author;
  const own = action === "edit" ? await sentReply(stage, id, postId) : null;
  return {
    action,
    idempotencyKey: `key-${action}`,
    externalId: own ?? id,
    authorExternalId: stage.author,
    threadExternalId: id,
    postExternalId: postId,
    text: needsText.includes(action) ? "In other words" : null,
  };
}

async function sentReply(stage: Stage, id: string, postId: string | null): Promise<string> {
  const reply = stage.replyTo(id, id, postId, "In these words", `key-to-edit-${id}`);
  return valueIn(await stage.world.connector.send(stage.access, reply)).externalId;
}

function hooks(stage: Stage): void {
  it("reads its own webhooks, or asks to be read, and refuses a body that was touched", async () => {
    const hook = stage.world.connector.hook!;
    await stage.world.pushed!();
    const { id } = await stage.root("pushed to you");
    const { requests, keys } = await stage.world.pushed!();
    expect(requests.length).toBeGreaterThan(0);
    const news = requests.flatMap((request) => {
      expect(hook.verify(request, keys)).toMatchObject({ ok: true });
      return hook.read(request, stage.access);
    });
    const brought = news.some((one) => one.items.some((item) => "externalId" in item && item.externalId === id));
    expect(brought || news.some((one) => one.poll || one.lookUp?.length)).toBe(true);
    const [request] = requests;
    const touched = { ...request!, body: Buffer.concat([request!.body, Buffer.from(" ")]) };
    expect(hook.verify(touched, keys)).toMatchObject({ ok: false, why: expect.stringMatching(/\w/) });
    const otherKeys = { secret: "other", app: keys.app && { ...keys.app, clientSecret: "other" }, credentials: null };
    expect(hook.verify(request!, otherKeys)).toMatchObject({ ok: false });
    expect(hook.verify({ ...request!, headers: {} }, keys)).toMatchObject({ ok: false });
  });

  if (stage.capabilities.brings.mentions === byWebhookOnly)
    it("looks up what a webhook only names, and answers it once", async () => {
      const hook = stage.world.connector.hook!;
      await stage.world.pushed!();
      const mention = await stage.world.followerMentions!("their kettle whistles in tune");
      const { requests } = await stage.world.pushed!();
      const notices = requests
        .flatMap((request) => hook.read(request, stage.access))
        .flatMap((one) => one.lookUp ?? []);
      expect(notices).toHaveLength(1);
      const items = valueIn(await hook.lookUp!(stage.access, notices[0]!));
      const told = messageIn(items, mention);
      expect(told).toMatchObject({ kind: "mention", threadExternalId: mention, postExternalId: null, byBrand: false });
      expect(told?.text).toContain("their kettle whistles in tune");
      expect(valueIn(await hook.lookUp!(stage.access, notices[0]!))).toEqual(items);
      const reply = stage.replyTo(mention, mention, null, "In D major, we hope", "key-mention");
      const sent = valueIn(await stage.world.connector.send(stage.access, reply));
      expect(valueIn(await stage.world.connector.send(stage.access, reply)).externalId).toBe(sent.externalId);
      expect(valueIn(await stage.world.connector.findSent(stage.access, reply))?.externalId).toBe(sent.externalId);
      expect(await stage.world.brandRepliesUnder!(mention)).toEqual([{ id: sent.externalId, text: reply.text }]);
    });

  it("keeps a webhook it cannot read as unreadable instead of throwing", () => {
    const request = { method: "POST" as const, headers: {}, query: {}, body: Buffer.from("<html>not this") };
    const news = stage.world.connector.hook!.read(request, stage.access);
    expect(news.some((one) => one.poll || one.items.some((item) => item.type === "unreadable"))).toBe(true);
  });
}
