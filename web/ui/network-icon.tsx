import { networkNames } from "#shared/channels/network-names.ts";
import { cx } from "./cx.ts";

/** Outlines on a 12 px grid. A network without one gets the outline of a globe, so that nothing stays blank. */
const outlines: Record<string, string> = {
  bluesky:
    "M6 5.4C5.4 4.2 3.7 2.1 2.2 1.7 1.2 1.5.9 2.1 1 3.2c.1 1.5.5 2.9 1.2 3.3.5.3 1.2.3 1.9.2-1.3.2-2 .8-1.3 2 .9 1.5 2.5 1 3.2-1.1.7 2.1 2.300 2.6 3.2 1.100.7-1.2 0-1.8-1.3-2 .7.1 1.4.1 1.9-.2.7-.4 1.1-1.800 1.2-3.3.1-1.1-.2-1.7-1.2-1.5C8.300 2.1 6.6 4.2 6 5.4z",
  facebook:
    "M5 11V6.700H3.6V5H5V3.8C5 2.2 5.9 1.300 7.3 1.300c.5 0 .9 0 1.2.1V3h-.8c-.7 0-.9.4-.9.9V5h1.7l-.3 1.7H6.8V11z",
  discourse:
    "M2.2 1.5h6.1c.7 0 1.2.5 1.2 1.2v3.1c0 .7-.5 1.2-1.2 1.200H5.2L2.9 9V7h-.7C1.500 7 1 6.5 1 5.8V2.7c0-.7.5-1.2 1.2-1.2zM10.2 4c.5.1.8.5.8 1v3c0 .7-.4 1-1 1v1.7L8 9H5.800l1.4-1.1h1.7c.8 0 1.3-.6 1.3-1.3z",
  instagram:
    "M3.2 1h5.6A2.2 2.2 0 0 1 11 3.2v5.6A2.2 2.2 0 0 1 8.8 11H3.2A2.2 2.2 0 0 1 1 8.800V3.2A2.2 2.2 0 0 1 3.2 1zm0 1.2a1 1 0 0 0-1 1v5.600a1 1 0 0 0 1 1h5.6a1 1 0 0 0 1-1V3.200a1 1 0 0 0-1-1zM6 3.7a2.3 2.3 0 1 1 0 4.6 2.3 2.3 0 0 1 0-4.600zm0 1.1a1.2 1.2 0 1 0 0 2.4 1.2 1.2 0 0 0 0-2.400z",
  linkedin:
    "M1.5 4.5h1.9V11H1.500zM2.45 1.4a1.1 1.1 0 1 1 0 2.200 1.1 1.1 0 0 1 0-2.2zM4.7 4.500h1.800v.9c.4-.7 1.1-1.1 2-1.1 1.9 0 2.3 1.2 2.3 2.9V11H8.9V7.7c0-.8 0-1.7-1.1-1.7S6.600 6.9 6.600 7.7V11H4.7z",
  youtube:
    "M2.500 2.500h7A1.500 1.500 0 0 1 11 4v4a1.5 1.5 0 0 1-1.5 1.500h-7A1.500 1.500 0 0 1 1 8V4a1.5 1.5 0 0 1 1.5-1.500zM5 4.200v3.6L8.2 6z",
  x: "M1.200 1.5h3l2.200 3 2.600-3h1.300L7 5.300l3.800 5.200h-3L5.500 7.300l-2.800 3.200H1.400l3.500-4zm1.900.8 5.200 7.400h.9L4 2.300z",
  mastodon:
    "M10.700 4c0-2-1.300-2.600-1.300-2.600C8.100.8 3.900.8 2.600 1.400c0 0-1.300.6-1.300 2.600 0 2.300-.1 5.200 2.100 5.800.8.2 1.500.300 2.100.200 1-.1 1.600-.4 1.600-.4v-.8s-.7.2-1.500.2-1.700-.1-1.800-1.100v-.3s.800.2 1.800.2c.6 0 3.300-.1 3.900-2.200.2-.8.2-1.200.2-1.600zM8.900 6H7.800V3.900c0-1-1.300-1-1.300.1v1.200H5.500V4c0-1.100-1.300-1.100-1.300-.1V6H3.100V3.800c0-2 2-2.100 2.900-.8.900-1.300 2.900-1.200 2.900.8z",
  wordpress:
    "M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1zM2.100 4.300l2.100 5.700 1.300-3.700-1-2zm2.800 0 1.600 4.700L8 4.600zm4.700.4L7.700 10A4.200 4.200 0 0 0 9.600 4.700z",
  feed: "M2 1.500A8.500 8.500 0 0 1 10.500 10H8.900A6.900 6.900 0 0 0 2 3.100zm0 3.200A5.300 5.300 0 0 1 7.300 10H5.700A3.700 3.700 0 0 0 2 6.300zM3.100 7.800a1.100 1.100 0 1 1 0 2.200 1.100 1.100 0 0 1 0-2.200z",
  custom: "M4.500 1.500 1 6l3.500 4.500 1.200-.9L2.900 6l2.800-3.600zm3 0-1.200.9L9.100 6 6.300 9.600l1.200.9L11 6z",
  file: "M3 1h4l2.500 2.500V11H3zm1.200 1.200v7.600h4.100V4.300H6.500V2.200z",
  sandbox:
    "M6 1l4.500 2.300v5.300L6 11 1.500 8.600V3.300zm0 1.400L3.600 3.600 6 4.900l2.400-1.300zM2.700 4.600v3.300l2.700 1.400V6zm6.600 0L6.600 6v3.300l2.700-1.400z",
};
const globe =
  "M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1zm0 1.200c-.7 0-1.400 1.600-1.400 3.200h2.800C7.400 3.800 6.700 2.200 6 2.200zM3.400 5.400c0-.9.200-1.800.5-2.400a3.800 3.800 0 0 0-1.600 2.400zm-1.100 1.200A3.800 3.800 0 0 0 3.900 9a7 7 0 0 1-.5-2.400zm2.300 0c0 1.600.7 3.200 1.400 3.200s1.400-1.600 1.400-3.200zm4 0A7 7 0 0 1 8.100 9a3.800 3.800 0 0 0 1.600-2.400zm1.100-1.200A3.800 3.800 0 0 0 8.100 3c.3.600.5 1.500.5 2.400z";

/** A network's own name, which is the same in every language. */
export const networkName = (network: string): string => (networkNames as Record<string, string>)[network] ?? network;

type Props = {
  network: string /** `badge` is the dark square on avatars and posts, `glyph` the quiet sign of lists */;
  look?: "badge" | "glyph";
  label?: string;
  className?: string;
};

export function NetworkIcon({ network, look = "badge", label, className }: Props) {
  const box = look === "badge" ? "size-3.5 rounded-s bg-badge p-0.5 text-badge-t" : "size-4 p-0.5 text-text-3";
  return (
    <svg
      viewBox="0 0 12 12"
      role="img"
      aria-label={label ?? networkName(network)}
      fill="currentColor"
      fillRule="evenodd"
      className={cx("block shrink-0 overflow-visible", box, className)}
    >
      <path d={outlines[network] ?? globe} />
    </svg>
  );
}
