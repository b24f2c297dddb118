export const forwarding = {} as const;
