/** What an environment is for. */
export const TIERS = ['test', 'production', 'remote-dr'] as const;
export type Tier = (typeof TIERS)[number];
