import { DomainError } from "#shared/errors.ts";

/** Mail and password in, session cookie out. The sign-in of the server answers over plain HTTP, not through procedures. */
export async function signIn(email: string, password: string): Promise<void> {
  const response = await fetch("/api/auth/sign-in/email", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  if (response.ok) return;
  const code = response.status === 429 ? "rate_limited" : response.status < 500 ? "wrong_password" : "unexpected";
  throw Object.assign(new DomainError(code, `Sign-in was answered with ${response.status}.`), { data: { code } });
}

export async function signOut(): Promise<void> {
  const headers = { "content-type": "application/json" };
  const response = await fetch("/api/auth/sign-out", { method: "POST", headers, body: "{}" });
  if (!response.ok) throw new DomainError("unexpected", `Sign-out was answered with ${response.status}.`);
}
