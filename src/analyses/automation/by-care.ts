/**
 * Accounts on X of simulated leaks, where it is known who is automated and how carefully: how many there are, how many have
 * strong signs, and some or strong ones, with the 95 % interval of that share (Wilson). Written by bench/automation.ts.
 */
// biome-ignore format: written by a program
export const BY_CARE = [
  { grade: 'crude', accounts: 90, strong: 59, some: 71, low: 0.6937, high: 0.8605 },
  { grade: 'moderate', accounts: 69, strong: 11, some: 24, low: 0.2462, high: 0.4655 },
  { grade: 'careful', accounts: 60, strong: 1, some: 1, low: 0.0029, high: 0.0886 },
  { grade: 'fan', accounts: 45, strong: 0, some: 0, low: 0, high: 0.0787 },
  { grade: 'ordinary', accounts: 17795, strong: 148, some: 855, low: 0.045, high: 0.0513 },
] as const
