import { benchCheck } from "../check.ts";

// The same measure as in Node, for the page that `speed.ts` opens.
Object.assign(globalThis, { benchCheck });
