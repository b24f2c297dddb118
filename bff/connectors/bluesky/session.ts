import { AtpAgent } from "@atproto/api";
import { z } from "zod";
import type { ChannelAccess, Outcome } from "#bff/connectors/connector.ts";
import type { Clock } from "#bff/platform/clock.ts";
import { isKeyProblem, outcomeOf } from "./outcomes.ts";

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;
export type BlueskyOptions = { fetch: Fetch; clock: Clock };

const timeoutInMilliseconds = 15_000;

const Tokens = z.object({ accessJwt: z.string(), refreshJwt: z.string(), did: z.string(), handle: z.string() });

/** What is kept (encrypted) of a connected account; the session saves a sign-in, the password makes a new one. */
export const Credentials = z.object({
  service: z.string(),
  did: z.string(),
  handle: z.string(),
  appPassword: z.string(),
  session: Tokens.nullable(),
  pdsUrl: z.string().nullable(),
});
export type Credentials = z.infer<typeof Credentials>;

/** The library hands over `Request` objects; ours is asked with plain values, and never for longer than 15 s. */
function timed(fetch: Fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const body = request.body ? await request.arrayBuffer() : undefined;
    const signal = AbortSignal.any([AbortSignal.timeout(timeoutInMilliseconds), request.signal]);
    return fetch(request.url, { method: request.method, headers: Object.fromEntries(request.headers), body, signal });
  };
}

export function newAgent(service: string, options: BlueskyOptions): AtpAgent {
  return new AtpAgent({ service, fetch: timed(options.fetch) });
}

/** What to keep of an agent that is signed in. */
export function credentialsOf(agent: AtpAgent, appPassword: string): Credentials {
  const { accessJwt, refreshJwt, did, handle } = agent.session!;
  return {
    service: agent.serviceUrl.origin,
    did,
    handle,
    appPassword,
    session: { accessJwt, refreshJwt, did, handle },
    pdsUrl: agent.pdsUrl?.origin ?? null,
  };
}

async function signIn(agent: AtpAgent, credentials: Credentials): Promise<void> {
  await agent.login({ identifier: credentials.did, password: credentials.appPassword });
}

async function opened(credentials: Credentials, options: BlueskyOptions): Promise<AtpAgent> {
  const agent = newAgent(credentials.service, options);
  if (!credentials.session) await signIn(agent, credentials);
  else {
    // Not `resumeSession`: that would ask for new tokens each time; the library does so itself when it must.
    agent.sessionManager.session = { active: true, ...credentials.session };
    if (credentials.pdsUrl) agent.sessionManager.pdsUrl = new URL(credentials.pdsUrl);
  }
  return agent;
}

/** Remembers, for as long as the caller holds its access, the credentials that a call renewed. */
export function sessions(options: BlueskyOptions) {
  const renewed = new WeakMap<ChannelAccess, Credentials>();

  const remember = (access: ChannelAccess, before: Credentials, agent: AtpAgent | null): void => {
    if (!agent?.session || agent.session.accessJwt === before.session?.accessJwt) return;
    renewed.set(access, credentialsOf(agent, before.appPassword));
  };

  /** Runs `work` signed in; tokens that no longer work are replaced by signing in anew, once. */
  const signedIn = async <T>(
    access: ChannelAccess,
    work: (agent: AtpAgent) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> => {
    const parsed = Credentials.safeParse(renewed.get(access) ?? access.credentials);
    if (!parsed.success) return { kind: "reconnect", reason: "The stored credentials of this channel cannot be read." };
    const credentials = parsed.data;
    let agent: AtpAgent | null = null;
    try {
      agent = await opened(credentials, options);
      try {
        return await work(agent);
      } catch (error) {
        if (!isKeyProblem(error) || !credentials.session) throw error;
        await signIn(agent, credentials);
        return await work(agent);
      }
    } catch (error) {
      return outcomeOf(error, options.clock.now());
    } finally {
      remember(access, credentials, agent);
    }
  };

  return { signedIn, renewedFor: (access: ChannelAccess): Credentials | undefined => renewed.get(access) };
}
