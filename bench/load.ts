import { Agent, get } from "node:http";
import autocannon from "autocannon";

/** An address on this machine, with the cookie it wants. */
export type Target = { port: number; path: string; cookie?: string };

const headersOf = ({ cookie }: Target) => (cookie ? { cookie } : {});

/** Requests a second that a few connections get answered. */
export async function throughput(target: Target, seconds: number): Promise<number> {
  const result = await autocannon({
    url: `http://127.0.0.1:${target.port}${target.path}`,
    headers: headersOf(target),
    connections: 4,
    duration: seconds,
  });
  const broken = result.errors + result.timeouts + result.non2xx;
  if (broken > 0) throw new Error(`${broken} requests to ${target.path} were not answered.`);
  return result["2xx"] / result.duration;
}

/** Milliseconds each request took, one after another on one connection; the n-th asks for the n-th path. */
export async function latencies(target: Target, paths: readonly string[], count: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  for (let n = 0; n < count; n++) {
    const began = performance.now();
    await ask(agent, target, paths[n % paths.length] ?? "/");
    times.push(performance.now() - began);
  }
  agent.destroy();
  return times;
}

async function ask(agent: Agent, target: Target, path: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const request = get({ agent, host: "127.0.0.1", port: target.port, path, headers: headersOf(target) }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${path} was answered with ${answer.statusCode}.`));
      answer.on("end", resolve).on("error", reject).resume();
    });
    request.on("error", reject);
  });
}

/** The address of a procedure that only reads. */
export const procedure = (name: string, input: unknown): string =>
  `/api/trpc/${name}?input=${encodeURIComponent(JSON.stringify(input))}`;
