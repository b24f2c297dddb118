import {
  type AppBskyFeedDefs,
  type AppBskyFeedPost,
  type AppBskyFeedThreadgate,
  type AtpAgent,
  AtUri,
  RichText,
} from "@atproto/api";
import type { Network } from "./network.ts";

const collection = "app.bsky.feed.post";
const gates = "app.bsky.feed.threadgate";

/** Somebody at the network's own app. Each act is shown to everybody before it is over. */
export function personAt(agent: AtpAgent, network: Network) {
  const refOf = async (uri: string) => {
    const { data } = await agent.getPosts({ uris: [uri] });
    const post = data.posts[0];
    if (!post) throw new Error(`${uri} is not on the network`);
    const { reply } = post.record as AppBskyFeedPost.Record;
    return { ref: { uri: post.uri, cid: post.cid }, root: reply?.root };
  };

  const write = async (text: string, more: Partial<AppBskyFeedPost.Record> = {}): Promise<string> => {
    const rich = new RichText({ text });
    await rich.detectFacets(agent);
    const { uri } = await agent.post({ text: rich.text, facets: rich.facets, ...more });
    await network.settle();
    return uri;
  };

  const reply = async (parentUri: string, text: string): Promise<string> => {
    const { ref, root } = await refOf(parentUri);
    return write(text, { reply: { root: root ?? ref, parent: ref } });
  };

  const quote = async (uri: string, text: string): Promise<string> => {
    const { ref } = await refOf(uri);
    return write(text, { embed: { $type: "app.bsky.embed.record", record: ref } });
  };

  const edit = async (uri: string, text: string): Promise<void> => {
    const { rkey } = new AtUri(uri);
    const repo = agent.assertDid;
    const { data } = await agent.com.atproto.repo.getRecord({ repo, collection, rkey });
    await agent.com.atproto.repo.putRecord({ repo, collection, rkey, record: { ...data.value, text } });
    await network.settle();
  };

  const remove = async (uri: string): Promise<void> => {
    await agent.deletePost(uri);
    await network.settle();
  };

  /** As the network's own app does it, where whoever may answer was narrowed as well. */
  const hides = async (uri: string, hidden: boolean): Promise<void> => {
    const { root } = await refOf(uri);
    if (!root) throw new Error(`${uri} answers nothing`);
    const others = (await hiddenWith(agent, uri)).filter((one) => one !== uri);
    const record = {
      ...{ $type: gates, post: root.uri, createdAt: new Date().toISOString() },
      ...{ allow: [{ $type: `${gates}#followerRule` }], hiddenReplies: hidden ? [...others, uri] : others },
    };
    const { rkey } = new AtUri(root.uri);
    await agent.com.atproto.repo.putRecord({ repo: agent.assertDid, collection: gates, rkey, record });
    await network.settle();
  };

  return { write, reply, quote, edit, remove, hides };
}

/** What is hidden in the conversation a message stands in, as the network tells everybody. */
export async function hiddenWith(agent: AtpAgent, uri: string): Promise<string[]> {
  const { data } = await agent.getPosts({ uris: [uri] });
  const reply = (data.posts[0]?.record as AppBskyFeedPost.Record | undefined)?.reply;
  const { data: root } = await agent.getPosts({ uris: reply ? [reply.root.uri] : [] });
  return (root.posts[0]?.threadgate?.record as AppBskyFeedThreadgate.Record | undefined)?.hiddenReplies ?? [];
}

/** What an account wrote directly under a message, as the network shows it to others. */
export async function repliesUnder(agent: AtpAgent, uri: string, did: string) {
  const { data } = await agent.getPostThread({ uri, depth: 1 });
  const { replies = [] } = data.thread as AppBskyFeedDefs.ThreadViewPost;
  return replies
    .map((reply) => (reply as AppBskyFeedDefs.ThreadViewPost).post)
    .filter((post) => post.author.did === did)
    .map((post) => ({ id: post.uri, text: (post.record as AppBskyFeedPost.Record).text }));
}
