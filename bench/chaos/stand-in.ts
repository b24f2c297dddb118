import type { HookRequest } from "#bff/connectors/inbound.ts";
import type { StandIn } from "#fixtures/wire/stand-in.ts";

/** What every stand-in has by its frame. */
export const framed = ({ url, faults, clock, requests, stop }: StandIn<unknown>) => ({
  url,
  faults,
  advance: clock.advance,
  tidy: () => void requests.splice(0),
  stop,
});

/** A webhook as it arrives. */
export const posted = ({ headers, body }: { headers: Record<string, string>; body: string | Buffer }): HookRequest => ({
  method: "POST",
  headers,
  query: {},
  body: Buffer.from(body),
});

/** Under which of the brand's posts people write: a new one now and then, and the newest few. */
export function postsOf(publish: (text: string) => string): () => string {
  const posts: string[] = [];
  let asked = 0;
  return () => {
    if (asked++ % 12 === 0) posts.push(publish(`News ${posts.length + 1} of the kettle`));
    const newest = posts.slice(-3);
    return newest[asked % newest.length] ?? "";
  };
}
