import { lookup } from "node:dns/promises";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { Readable } from "node:stream";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { isPublicAddress } from "#bff/platform/public-address.ts";
import { DomainError } from "#shared/errors.ts";

/** What connectors ask the outside world with. The body of a request is text or bytes. */
export type SafeFetch = (url: string, init?: RequestInit) => Promise<Response>;

/** A server Konak does not speak to. Its name lets a connector tell it from a network that is silent. */
class AddressRefused extends DomainError {
  constructor(host: string, why: string) {
    super("address_not_allowed", `${host} ${why}`, { host });
    this.name = "AddressRefused";
  }
}

/** An answer that came and is not taken; its message says why. Asking again soon helps no more than waiting. */
export class AnswerRefused extends TypeError {
  override name = "AnswerRefused";
}

type Address = { address: string; family: number };
type Question = { method: string; headers: Headers; body: Buffer | null; signal: AbortSignal; streams?: true };

const tooLarge = "The answer is larger than 20 MB.";
const limits = { milliseconds: 15_000, bytes: 20 * 1024 * 1024, redirects: 3 };

/**
 * The same rules for an answer that never ends: its body streams, `signal` closes it. Only its beginning has to come
 * in time; whoever reads it decides how long silence is borne.
 */
export function streamSafely(config: { allowAddresses: string[] }): SafeFetch {
  return async (url, init = {}) => {
    const open = new AbortController();
    const tooLate = setTimeout(
      () => open.abort(new TypeError("The server did not answer in time.")),
      limits.milliseconds,
    );
    const signal = init.signal ? AbortSignal.any([open.signal, init.signal]) : open.signal;
    const body = await bodyOf(init.body);
    const question: Question = {
      method: init.method ?? "GET",
      headers: new Headers(init.headers),
      body,
      signal,
      streams: true,
    };
    try {
      return await follow(new URL(url), question, config.allowAddresses, init.redirect ?? "follow");
    } finally {
      clearTimeout(tooLate);
    }
  };
}

/**
 * A fetch for addresses that people and networks hand us: https only, public addresses only, the checked address is
 * the one connected to, and each redirect is judged anew. What `allowAddresses` lists is let through, by http as well.
 */
export function fetchSafely(config: { allowAddresses: string[]; milliseconds?: number }): SafeFetch {
  return async (url, init = {}) => {
    const timeout = AbortSignal.timeout(config.milliseconds ?? limits.milliseconds);
    const question: Question = {
      method: init.method ?? "GET",
      headers: new Headers(init.headers),
      body: await bodyOf(init.body),
      signal: init.signal ? AbortSignal.any([timeout, init.signal]) : timeout,
    };
    return follow(new URL(url), question, config.allowAddresses, init.redirect ?? "follow");
  };
}

async function follow(first: URL, question: Question, allow: string[], mode: RequestRedirect): Promise<Response> {
  let url = first;
  for (let hops = 0; ; hops++) {
    const response = await once(url, question, await allowedAddresses(url, allow));
    const location = response.headers.get("location");
    if (!location || ![301, 302, 303, 307, 308].includes(response.status) || mode === "manual") return response;
    if (mode === "error" || hops === limits.redirects) throw new AnswerRefused(`${url.host} redirects too often.`);
    const next = new URL(location, url);
    redirected(question, response.status, next.origin !== url.origin);
    url = next;
  }
}

// As browsers do: what is not repeated as it was becomes a GET, and a password never goes to another server.
function redirected(question: Question, status: number, elsewhere: boolean): void {
  if (status === 303 || ((status === 301 || status === 302) && question.method === "POST")) {
    question.method = "GET";
    question.body = null;
    question.headers.delete("content-type");
  }
  if (elsewhere) for (const name of ["authorization", "cookie", "proxy-authorization"]) question.headers.delete(name);
}

/** Refuses a server Konak may not speak to; for judging what a person typed before anything is sent there. */
export async function assertAllowedAddress(url: string, allow: string[]): Promise<void> {
  if (!URL.canParse(url)) throw new AddressRefused(url, "is not an address of a server.");
  await allowedAddresses(new URL(url), allow);
}

async function allowedAddresses(url: URL, allow: string[]): Promise<Address[]> {
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (!/^https?:$/.test(url.protocol)) throw new AddressRefused(host, "has to be reached by https.");
  const family = isIP(host);
  const found = family ? [{ address: host, family }] : await resolved(host);
  const listed = (name: string): boolean => allow.some((entry) => entry.toLowerCase() === name.toLowerCase());
  const trusted = listed(host) || found.every(({ address }) => listed(address));
  if (url.protocol === "http:" && !trusted) throw new AddressRefused(host, "has to be reached by https.");
  if (!trusted && !found.every(({ address }) => isPublicAddress(address)))
    throw new AddressRefused(host, "is not a public address; KONAK_ALLOW_ADDRESSES can allow it.");
  return found;
}

const resolved = (host: string): Promise<Address[]> => lookup(host, { all: true });

async function bodyOf(body: RequestInit["body"]): Promise<Buffer | null> {
  return body == null ? null : Buffer.from(await new Response(body).arrayBuffer());
}

/** One request to one of the addresses that were checked; a name that resolves differently by now changes nothing. */
function once(url: URL, question: Question, addresses: Address[]): Promise<Response> {
  const pinned = ((_host, options, done) =>
    options.all
      ? done(null, addresses)
      : done(null, addresses[0]?.address ?? "", addresses[0]?.family)) as LookupFunction;
  const { method, headers, body, signal } = question;
  const sent = { "accept-encoding": question.streams ? "identity" : "gzip", ...Object.fromEntries(headers) };
  const open = url.protocol === "https:" ? https.request : http.request;
  return new Promise((resolve, reject) => {
    const request = open(url, { method, headers: sent, signal, lookup: pinned, agent: false }, (answer) => {
      (question.streams ? streaming(answer) : answered(answer)).then(resolve, (error) => {
        request.destroy();
        reject(error);
      });
    });
    request.on("error", reject);
    request.end(body ?? undefined);
  });
}

async function streaming(answer: IncomingMessage): Promise<Response> {
  const status = answer.statusCode ?? 502;
  // A redirect or a refusal is short and whole; only what was asked for streams.
  if (status !== 200) return answered(answer);
  return new Response(Readable.toWeb(answer) as ReadableStream, { status, headers: headersOf(answer) });
}

function headersOf(answer: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(answer.headersDistinct))
    for (const value of values ?? []) headers.append(name, value);
  return headers;
}

async function answered(answer: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limits.bytes) throw new AnswerRefused(tooLarge);
    chunks.push(chunk);
  }
  const headers = headersOf(answer);
  const status = answer.statusCode ?? 502;
  const body = unpacked(Buffer.concat(chunks), headers);
  const empty = status === 204 || status === 205 || status === 304;
  return new Response(empty ? null : new Uint8Array(body), { status, statusText: answer.statusMessage ?? "", headers });
}

function unpacked(body: Buffer, headers: Headers): Buffer {
  const packing = headers.get("content-encoding")?.trim().toLowerCase();
  const unpack = { gzip: gunzipSync, "x-gzip": gunzipSync, deflate: inflateSync, br: brotliDecompressSync }[
    packing ?? ""
  ];
  if (!unpack || body.length === 0) return body;
  headers.delete("content-encoding");
  headers.delete("content-length");
  try {
    return unpack(body, { maxOutputLength: limits.bytes });
  } catch (error) {
    if ((error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE") throw new AnswerRefused(tooLarge);
    throw new AnswerRefused("The answer is packed in a way that cannot be unpacked.");
  }
}
