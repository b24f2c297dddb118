import { expect, it } from "vitest";
import { isLoopback, judged } from "./client-address.ts";

it("believes nobody by default", () => {
  expect(judged("203.0.113.9", "198.51.100.1", [])).toBe("203.0.113.9");
  expect(judged("127.0.0.1", "198.51.100.1", ["10.0.0.1"])).toBe("127.0.0.1");
});

it("takes the last address that no trusted proxy added", () => {
  expect(judged("127.0.0.1", "1.1.1.1, 198.51.100.1", ["loopback"])).toBe("198.51.100.1");
  expect(judged("10.0.0.1", "1.1.1.1, 198.51.100.1, 10.0.0.2", ["10.0.0.1", "10.0.0.2"])).toBe("198.51.100.1");
  expect(judged("::1", "[2001:db8::7]:443", ["loopback"])).toBe("2001:db8::7");
});

it("falls back on the proxy where the header holds no address", () => {
  expect(judged("127.0.0.1", "nonsense", ["loopback"])).toBe("127.0.0.1");
  expect(judged("127.0.0.1", "127.0.0.1", ["loopback"])).toBe("127.0.0.1");
  expect([isLoopback("::ffff:127.0.0.5"), isLoopback("::1"), isLoopback("128.0.0.1")]).toEqual([true, true, false]);
});
