/** Tables of what people say about posts, and of competitors; see `tables.ts` for the rules of columns. */
type Named = { id: string; workspaceId: string; brandId: string; name: string; folded: string; createdAt: string };

export type CampaignTable = Named;
export type PostCampaignTable = { postId: string; campaignId: string; at: string };
export type PostKindTable = { postId: string; kind: string; userId: string | null; at: string };
export type CompetitorTable = Named;
export type CompetitorReadingTable = {
  id: string;
  competitorId: string;
  network: string;
  fromDay: string;
  toDay: string;
  followers: number | null;
  posts: number;
  interactions: number;
  source: string;
  userId: string | null;
  at: string;
};
