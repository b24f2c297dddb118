import type { ConnectorParts } from "#bff/connectors/connector.ts";
import { AnswerRefused } from "#bff/platform/fetch-safely.ts";
import { textOfBytes } from "./decode.ts";

/** Where a feed answered in the end, and the address it has for good by its redirects; null: the one it was asked at. */
export type Trail = { at: string; lasting: string | null };

/** What may be asked only of the address that gave it: the validators of a conditional request. */
export type Known = { at: string; headers: Record<string, string> };

const mostHops = 4;
const milliseconds = 20_000;

/**
 * A fetch that follows redirects hop by hop, each judged anew, and notes them. Only what 301 and 308 led to is an address
 * for good; what stands behind the first other redirect may be elsewhere tomorrow (RFC 9110, 15.4).
 */
export function following(fetch: ConnectorParts["fetch"], trail: Trail, known?: Known): ConnectorParts["fetch"] {
  return async (url, init = {}) => {
    const signal = AbortSignal.timeout(milliseconds);
    let at = url;
    let lasting = true;
    for (let hop = 0; ; hop++) {
      const headers = { ...(init.headers as Record<string, string>), ...(known?.at === at && known.headers) };
      const answer = await fetch(at, { ...init, headers, redirect: "manual", signal });
      const next = nextOf(answer, at);
      if (!next) {
        trail.at = at;
        return readable(answer);
      }
      if (hop === mostHops) throw new AnswerRefused(`${new URL(at).host} redirects too often.`);
      lasting &&= answer.status === 301 || answer.status === 308;
      at = next;
      if (lasting) trail.lasting = at;
    }
  };
}

function nextOf(answer: Response, at: string): string | null {
  const location = answer.headers.get("location");
  if (!location || ![301, 302, 303, 307, 308].includes(answer.status) || !URL.canParse(location, at)) return null;
  const next = new URL(location, at);
  next.hash = "";
  return next.href;
}

async function readable(answer: Response): Promise<Response> {
  const { status, headers } = answer;
  if (status === 204 || status === 205 || status === 304) return answer;
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return new Response(textOfBytes(bytes, headers.get("content-type")), { status, headers });
}
