import { BlockList, isIP } from "node:net";

// IANA's special-purpose registries for IPv4 and IPv6: what is not the public internet.
const special4 = listOf("ipv4", [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
]);
const global6 = listOf("ipv6", [["2000::", 3]]);
const special6 = listOf("ipv6", [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
]);

function listOf(family: "ipv4" | "ipv6", subnets: [string, number][]): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, family);
  return list;
}

/**
 * Whether an address is on the public internet: not private, loopback, link-local (cloud metadata with it),
 * unique-local, shared, multicast, reserved or a tunnel into one of those. IPv4 inside IPv6 is judged as IPv4.
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !special4.check(address, "ipv4");
  if (family !== 6 || address.includes("%")) return false;
  const mapped = mappedAddress(address);
  if (mapped) return !special4.check(mapped, "ipv4");
  return global6.check(address, "ipv6") && !special6.check(address, "ipv6");
}

function mappedAddress(address: string): string | null {
  const canonical = new URL(`http://[${address}]/`).hostname;
  const halves = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(canonical);
  if (!halves) return null;
  const [high, low] = [Number.parseInt(halves[1] ?? "0", 16), Number.parseInt(halves[2] ?? "0", 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}
