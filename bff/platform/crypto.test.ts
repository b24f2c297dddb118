import { createHmac } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openVault, rotateKeptSecret, sameSignature } from "#bff/platform/crypto.ts";
import { sealAnew } from "#bff/platform/db/seal-anew.ts";
import { testApp } from "#bff/test/test-app.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "konak-key-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("makes its secret once, for its owner's eyes only", () => {
  const sealed = openVault(folder, null).seal({ key: "k" });
  expect(openVault(folder, null).open(sealed)).toEqual({ key: "k" });
  expect(statSync(join(folder, "secret.key")).mode & 0o777).toBe(0o600);
});

it("opens nothing that was touched or sealed elsewhere", () => {
  const vault = openVault(folder, null);
  const sealed = vault.seal("words");
  const touched = `${sealed.slice(0, -2)}${sealed.endsWith("AA") ? "BB" : "AA"}`;
  expect(() => vault.open(touched)).toThrow();
  expect(() => openVault(folder, "x".repeat(32)).open(sealed)).toThrow();
});

it("opens what the secret before sealed for as long as a rotation takes, and no longer", () => {
  const sealed = openVault(folder, null).seal("words");
  const before = readFileSync(join(folder, "secret.key"), "utf8");
  const broken = rotateKeptSecret(folder);
  expect(openVault(folder, null).open(sealed)).toBe("words");
  // It broke off here and is gone on with: the same new secret, the same one before.
  const middle = readFileSync(join(folder, "secret.key"), "utf8");
  const rotation = rotateKeptSecret(folder);
  expect(readFileSync(join(folder, "secret.key"), "utf8")).toBe(middle);
  const anew = openVault(folder, null).seal(openVault(folder, null).open(sealed));
  rotation.forget();
  broken.forget();
  expect(middle).not.toBe(before);
  expect(existsSync(join(folder, "secret.key.previous"))).toBe(false);
  expect(openVault(folder, null).open(anew)).toBe("words");
  expect(() => openVault(folder, null).open(sealed)).toThrow();
  expect(statSync(join(folder, "secret.key")).mode & 0o777).toBe(0o600);
});

it("seals everything anew: nothing in the database needs the old secret any more", async () => {
  const test = await testApp("sqlite");
  const [old, fresh] = ["o".repeat(40), "n".repeat(40)];
  const oldVault = openVault(folder, old);
  const { db } = test.app;
  const at = test.clock.iso();
  await db.write
    .updateTable("channel")
    .set({ credentials: oldVault.seal({ key: 1 }), hookSecret: oldVault.seal("h") })
    .execute();
  const app = { workspaceId: test.workspaceId, network: "x", server: "", clientId: "id", createdAt: at, updatedAt: at };
  await db.write
    .insertInto("network_app")
    .values({ id: "a", ...app, secret: oldVault.seal("s") })
    .execute();
  const vault = openVault(folder, fresh, old);
  expect(await sealAnew(db, vault)).toBe(3);
  const today = openVault(folder, fresh);
  const row = await db.read.selectFrom("channel").select(["credentials", "hookSecret"]).executeTakeFirstOrThrow();
  expect([today.open(row.credentials ?? ""), today.open(row.hookSecret ?? "")]).toEqual([{ key: 1 }, "h"]);
  await test.remove();
});

it("knows every column that may hold something sealed", async () => {
  const test = await testApp("sqlite");
  const tables = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(
    test.app.db.write,
  );
  const columns: string[] = [];
  for (const { name } of tables.rows) {
    const found = await sql<{ name: string }>`select name from pragma_table_info(${name})`.execute(test.app.db.write);
    for (const column of found.rows)
      if (/credential|secret|sealed|^hook$/i.test(column.name)) columns.push(`${name}.${column.name}`);
  }
  expect(columns.sort()).toEqual([
    "channel.credentials",
    "channel.hookSecret",
    "connect_attempt.sealed",
    "department.hook",
    "network_app.secret",
  ]);
  await test.remove();
});

it("compares signatures in hex and base64, with and without the name of their algorithm", () => {
  const body = Buffer.from("what the network sent");
  const hmac = () => createHmac("sha256", "secret").update(body);
  const right = (given: string) => sameSignature("sha256", "secret", body, given);
  const hex = hmac().digest("hex");
  for (const given of [hex, `sha256=${hex}`, hmac().digest("base64")]) expect(right(given)).toBe(true);
  expect(right(hex.replace(/.$/, (last) => (last === "0" ? "1" : "0")))).toBe(false);
  expect([right(""), right("sha256="), right("zz")]).toEqual([false, false, false]);
});
