/** A day of a brand whose roll-up is behind. */
export type DayMarkTable = { id: string; brandId: string; day: string };

/** A channel's day, rolled up. `seconds` are the known times to first answer in service hours, sorted, as JSON. */
export type ChannelDayTable = {
  brandId: string;
  day: string;
  channelId: string;
  followers: number | null;
  received: number;
  begun: number;
  answered: number;
  untimed: number;
  seconds: string;
};

/** A post with its newest reading and the followers of its channel when it was published. */
export type PostFigureTable = {
  postId: string;
  brandId: string;
  channelId: string;
  day: string;
  publishedAt: string;
  paid: string;
  deleted: number;
  readAt: string | null;
  source: string | null;
  likes: number | null;
  comments: number | null;
  shares: number | null;
  quotes: number | null;
  reach: number | null;
  impressions: number | null;
  views: number | null;
  paidInteractions: number | null;
  followers: number | null;
  followersHow: string | null;
  followersReadAt: string | null;
};

/** A report as it stood when somebody froze it; `report` is a `FrozenBody` as JSON. */
export type FrozenReportTable = {
  id: string;
  workspaceId: string;
  brandId: string;
  name: string;
  from: string;
  to: string;
  formula: string;
  aggregate: string;
  userId: string | null;
  createdAt: string;
  report: string;
};
