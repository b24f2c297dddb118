import { Link } from "@tanstack/react-router";

/** A link to the thread an earlier answer stands in. */
export const ThreadLink = ({ threadId, children }: { threadId: string; children: string }) => (
  <Link to="/inbox" search={{ status: "all", thread: threadId }} className="link">
    {children}
  </Link>
);
