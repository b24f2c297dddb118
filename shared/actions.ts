/** Who may do what. Roles are held per workspace; `brandIds` of the membership limits them to brands. */
export const roles = ["owner", "lead", "manager", "viewer"] as const;
export type Role = (typeof roles)[number];

export const slices = ["team", "members", "inbox", "channels", "replies", "forwarding", "ideas", "reports"] as const;
export type Slice = (typeof slices)[number];

const everyone = roles;
const working = ["owner", "lead", "manager"] as const;
const leading = ["owner", "lead"] as const;
const owning = ["owner"] as const;

/**
 * The one table of everything that can be asked of Konak. The key is permission, hidden button, audit name,
 * log name and live topic. `reads` actions change nothing and leave no audit row.
 */
export const actions = {
  "inbox.read": { slice: "inbox", roles: everyone, reads: true },
  "thread.markRead": { slice: "inbox", roles: everyone, reads: true },
  "thread.status": { slice: "inbox", roles: working },
  "thread.assign": { slice: "inbox", roles: working },
  "thread.label": { slice: "inbox", roles: working },
  "thread.note": { slice: "inbox", roles: working },
  "thread.presence": { slice: "inbox", roles: everyone, reads: true },
  "label.create": { slice: "inbox", roles: working },
  "member.read": { slice: "members", roles: everyone, reads: true },
  "member.merge": { slice: "members", roles: working },
  "reply.check": { slice: "replies", roles: everyone, reads: true },
  "reply.send": { slice: "replies", roles: working },
  "reply.undo": { slice: "replies", roles: working },
  "reply.resolve": { slice: "replies", roles: working },
  "reply.delete": { slice: "replies", roles: working },
  "reply.look": { slice: "replies", roles: everyone, reads: true },
  "warning.read": { slice: "replies", roles: leading, reads: true },
  "warning.restore": { slice: "replies", roles: leading },
  "reply.draft": { slice: "replies", roles: working },
  "template.read": { slice: "replies", roles: everyone, reads: true },
  "template.save": { slice: "replies", roles: working },
  "template.delete": { slice: "replies", roles: leading },
  "channel.read": { slice: "channels", roles: everyone, reads: true },
  "channel.connect": { slice: "channels", roles: leading },
  "channel.disconnect": { slice: "channels", roles: leading },
  "channel.sync": { slice: "channels", roles: working },
  "channel.pause": { slice: "channels", roles: leading },
  "channel.resume": { slice: "channels", roles: leading },
  "channel.history": { slice: "channels", roles: leading },
  "channel.app": { slice: "channels", roles: leading },
  "message.act": { slice: "channels", roles: working },
  "import.run": { slice: "channels", roles: leading },
  "department.read": { slice: "forwarding", roles: everyone, reads: true },
  "department.save": { slice: "forwarding", roles: leading },
  "forward.send": { slice: "forwarding", roles: working },
  "forward.translate": { slice: "forwarding", roles: working },
  "forward.withdraw": { slice: "forwarding", roles: working },
  "loop.close": { slice: "forwarding", roles: working },
  "call.read": { slice: "ideas", roles: everyone, reads: true },
  "call.save": { slice: "ideas", roles: working },
  "call.publish": { slice: "ideas", roles: leading },
  "call.close": { slice: "ideas", roles: leading },
  "call.remove": { slice: "ideas", roles: leading },
  "call.tell": { slice: "ideas", roles: working },
  "idea.add": { slice: "ideas", roles: working },
  "idea.edit": { slice: "ideas", roles: working },
  "idea.move": { slice: "ideas", roles: working },
  "idea.ask": { slice: "ideas", roles: working },
  "idea.decide": { slice: "ideas", roles: working },
  "idea.merge": { slice: "ideas", roles: working },
  "idea.score": { slice: "ideas", roles: working },
  "idea.credit": { slice: "ideas", roles: working },
  "member.mark": { slice: "ideas", roles: working },
  "report.read": { slice: "reports", roles: everyone, reads: true },
  "report.freeze": { slice: "reports", roles: working },
  "report.unfreeze": { slice: "reports", roles: leading },
  "post.tag": { slice: "reports", roles: working },
  "post.kind": { slice: "reports", roles: working },
  "rival.save": { slice: "reports", roles: working },
  "rival.delete": { slice: "reports", roles: leading },
  "rival.import": { slice: "reports", roles: working },
  "report.share": { slice: "reports", roles: working },
  "report.schedule": { slice: "reports", roles: working },
  "report.look": { slice: "reports", roles: leading },
  "brand.save": { slice: "team", roles: leading },
  "brand.crisis": { slice: "team", roles: leading },
  "person.invite": { slice: "team", roles: leading },
  "person.change": { slice: "team", roles: owning },
  "person.remove": { slice: "team", roles: owning },
  "audit.read": { slice: "team", roles: leading, reads: true },
  "team.read": { slice: "team", roles: everyone, reads: true },
} as const satisfies Record<string, { slice: Slice; roles: readonly Role[]; reads?: true }>;

export type Action = keyof typeof actions;

/** Whether a role may do an action. Brand limits are judged apart, where the brand is known. */
export const may = (role: Role, action: Action): boolean => (actions[action].roles as readonly Role[]).includes(role);
