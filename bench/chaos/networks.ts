import { forumWithKeys, forumWithoutKeys } from "./custom.ts";
import type { StartNetwork } from "./network.ts";

/** Every network the chaos run plays with, one line each. */
export const chaosNetworks: StartNetwork[] = [forumWithKeys, forumWithoutKeys];
