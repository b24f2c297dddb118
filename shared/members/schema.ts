import { z } from "zod";

/** Somebody who may be the same person on another network, with why one could think so. A person decides. */
export const LikelySame = z.object({
  memberId: z.string(),
  name: z.string(),
  networks: z.array(z.object({ network: z.string(), handle: z.string() })),
  because: z.enum(["handle", "name"]),
});
export type LikelySame = z.infer<typeof LikelySame>;
