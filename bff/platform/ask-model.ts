import { z } from "zod";
import type { Config } from "#bff/platform/config.ts";
import { fetchSafely } from "#bff/platform/fetch-safely.ts";
import { DomainError } from "#shared/errors.ts";

/** What is said to the model: what it is there for, and what it is asked. */
export type Asked = { system: string; user: string; maxTokens?: number };

// A model on a machine of one's own may take its time; a person waiting for it has less.
const patience = 60_000;
const longest = 20_000;

const Choice = z.object({ message: z.object({ content: z.string() }), finish_reason: z.string().nullish() });
const Answer = z.object({ choices: z.array(Choice).min(1) });

/**
 * Asks the configured OpenAI-compatible server once. Errors are sentences: silent (nobody answers in time), refused
 * (it says no), useless (no text, or half of one, can be read from what it says). No retry: the person asks again when they like.
 */
export async function askModel(
  config: Pick<Config, "model" | "allowAddresses">,
  asked: Asked,
  milliseconds: number = patience,
): Promise<string> {
  const { model } = config;
  if (!model) throw new DomainError("not_found", "No language model is set up.", {});
  const { hostname } = new URL(model.url);
  const allowAddresses = [...config.allowAddresses, hostname.replace(/^\[|\]$/g, "")];
  const fetch = fetchSafely({ allowAddresses, milliseconds });
  const response = await fetch(`${model.url}/chat/completions`, {
    method: "POST",
    redirect: "error",
    headers: {
      "content-type": "application/json",
      accept: "application/json",
      ...(model.key && { authorization: `Bearer ${model.key}` }),
    },
    body: JSON.stringify({
      model: model.name,
      stream: false,
      temperature: 0.4,
      max_tokens: asked.maxTokens ?? 800,
      messages: [
        { role: "system", content: asked.system },
        { role: "user", content: asked.user },
      ],
    }),
  }).catch((error: Error) => {
    throw new DomainError("model_silent", `The model at ${hostname} did not answer: ${error.message}`, {
      host: hostname,
    });
  });
  if (!response.ok)
    throw new DomainError("model_refused", `The model at ${hostname} answered ${response.status}.`, {
      host: hostname,
      status: response.status,
    });
  return draftIn(await response.text(), hostname);
}

function draftIn(body: string, host: string): string {
  const useless = (why: string) => new DomainError("model_useless", `The model at ${host} ${why}.`, { host });
  const read = Answer.safeParse(parsed(body));
  if (!read.success) throw useless("did not answer in the form of chat completions");
  if (read.data.choices[0]?.finish_reason === "length") throw useless("stopped before its end");
  const draft = plain(read.data.choices[0]?.message.content ?? "").slice(0, longest);
  if (draft === "") throw useless("answered with nothing");
  return draft.toWellFormed();
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

// Models think aloud, fence their answer or put it in quotation marks; none of that is the reply.
const plain = (text: string): string =>
  text
    .replaceAll("\0", "")
    .replace(/<think>[\s\S]*?(?:<\/think>|$)/g, "")
    .trim()
    .replace(/^```[a-z]*\n([\s\S]*?)\n?```$/, "$1")
    .replace(/^["“”„«]([^"“”„«»]*)["“”»]$/u, "$1")
    .trim();
