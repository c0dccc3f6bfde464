/** Capability bits of an image's `req_caps` and of a machine's `memCfg.caps` (formats.md §2). */
export const CAPABILITIES = {
  mailbox: 0,
  value: 1,
  fram: 2,
  can: 3,
  uart: 4,
  fs: 5,
  timer: 6,
  gpio: 7,
  ext: 16,
  f16: 17,
  f32: 18,
  far: 19,
} as const;

export type Capability = keyof typeof CAPABILITIES;

/** The mask of one capability. */
export function capabilityBit(name: Capability): number {
  return 1 << CAPABILITIES[name];
}

/** Every bit that has a meaning. */
export const ALL_CAPABILITIES = Object.values(CAPABILITIES).reduce<number>((mask, bit) => mask | (1 << bit), 0);

/** The names of the bits set in `mask`, unknown ones as `bit N`. */
export function capabilityNames(mask: number): string[] {
  const names: string[] = [];
  for (let bit = 0; bit < 32; bit++) {
    if (((mask >>> bit) & 1) === 0) continue;
    const known = Object.entries(CAPABILITIES).find(([, b]) => b === bit);
    names.push(known ? known[0] : `bit ${bit}`);
  }
  return names;
}
