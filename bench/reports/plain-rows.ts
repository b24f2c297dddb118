// The rows of one brand as they lie in the database, read with plain SQL. Nothing of Konak is imported here.

export type Query = (sql: string) => Promise<Record<string, never>[]>;
export type Row = Record<string, string | number | null>;

export type BrandRows = {
  zone: string;
  hours: ({ from: string; to: string } | null)[] | null;
  channels: Row[];
  followers: Row[];
  posts: Row[];
  readings: Row[];
  /** numbers the network gives by calls of their own, oldest first */
  metrics: Row[];
  messages: Row[];
  threads: Row[];
  /** the name of a campaign and one of its posts */
  campaigns: Row[];
  /** competitors, and their public counts over days from `fromDay` to `toDay` */
  rivals: Row[];
  rivalCounts: Row[];
};

export async function rowsOf(query: Query, brandId: string): Promise<BrandRows> {
  const all = async (sql: string): Promise<Row[]> => (await query(sql)) as Row[];
  const [brand] = await all(`select * from "brand" where "id" = '${brandId}'`);
  const ofBrand = `where "channelId" in (select "id" from "channel" where "brandId" = '${brandId}')`;
  return {
    zone: String(brand?.timeZone),
    hours: brand?.serviceHours ? JSON.parse(String(brand.serviceHours)) : null,
    channels: await all(`select * from "channel" where "brandId" = '${brandId}'`),
    followers: await all(`select * from "follower_reading" ${ofBrand} order by "at"`),
    posts: await all(`select * from "post" where "brandId" = '${brandId}'`),
    readings: await all(
      `select * from "post_reading" where "postId" in (select "id" from "post" where "brandId" = '${brandId}') order by "at"`,
    ),
    metrics: await all(`select * from "metric_reading" ${ofBrand} and "fromAt" is null order by "at"`),
    messages: await all(`select * from "message" ${ofBrand} order by "sentAt", "seq"`),
    threads: await all(`select "id", "postId" from "thread" ${ofBrand}`),
    campaigns: await all(
      `select "name", "postId" from "campaign" join "post_campaign" on "campaignId" = "id" where "brandId" = '${brandId}'`,
    ),
    rivals: await all(`select "id" from "competitor" where "brandId" = '${brandId}'`),
    rivalCounts: await all(
      `select * from "competitor_reading" where "competitorId" in (select "id" from "competitor" where "brandId" = '${brandId}')`,
    ),
  };
}

/** The posts of one campaign and the messages under them, without competitors; the rest of the brand's rows stay. */
export function ofCampaign(rows: BrandRows, name: string | undefined): BrandRows {
  if (name === undefined) return rows;
  const posts = rows.campaigns.filter((row) => row.name === name).map((row) => row.postId);
  const threads = rows.threads.filter((row) => row.postId !== null && posts.includes(row.postId)).map((row) => row.id);
  return {
    ...rows,
    rivals: [],
    posts: rows.posts.filter((row) => posts.includes(row.id as string)),
    messages: rows.messages.filter((row) => threads.includes(row.threadId as string)),
  };
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();
const wallFormats = new Map<string, Intl.DateTimeFormat>();
const formatOf = (kept: Map<string, Intl.DateTimeFormat>, zone: string, options: Intl.DateTimeFormatOptions) => {
  const format = kept.get(zone) ?? new Intl.DateTimeFormat("sv-SE", { timeZone: zone, ...options });
  kept.set(zone, format);
  return format;
};

/** The date on the wall of a zone. */
export const dayOf = (zone: string, at: string): string =>
  formatOf(dayFormats, zone, { dateStyle: "short" }).format(new Date(at));

const wallOf = (zone: string, at: number): string =>
  formatOf(wallFormats, zone, {
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  })
    .formatToParts(at)
    .map((part) => (part.type === "weekday" ? weekdays.indexOf(part.value) : part.value))
    .join("");
const weekdays = ["mån", "tis", "ons", "tors", "fre", "lör", "sön"];

const open = new Map<string, boolean>();
const step = 15 * 60_000;

/** Seconds between two instants during which the clock on the wall stands within the hours, a quarter at a time. */
export function openSeconds(rows: BrandRows, from: string, to: string): number {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  if (!rows.hours) return Math.max(0, Math.round((end - start) / 1000));
  let sum = 0;
  for (let at = Math.floor(start / step) * step; at < end; at += step)
    if (isOpen(rows, at)) sum += Math.min(end, at + step) - Math.max(start, at);
  return Math.round(sum / 1000);
}

function isOpen({ zone, hours }: BrandRows, at: number): boolean {
  const key = `${zone} ${at} ${JSON.stringify(hours)}`;
  const known = open.get(key);
  if (known !== undefined) return known;
  const wall = wallOf(zone, at);
  const window = hours?.[Number(wall[0])];
  const time = wall.slice(-5);
  const answer = window ? time >= window.from && time < window.to : false;
  open.set(key, answer);
  return answer;
}
