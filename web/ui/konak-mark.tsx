/** The product's own sign: a K whose arms are an open door. */
export const KonakMark = () => (
  <svg viewBox="0 0 24 24" role="img" aria-label="Konak" className="size-8">
    <rect width="24" height="24" rx="7" className="fill-accent-fill" />
    <path
      d="M7.500 6.500v11M16.500 6.500 8 12.500M11 10.500l5.800 7"
      className="fill-none stroke-on-fill"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
);
