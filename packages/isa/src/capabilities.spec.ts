import { describe, expect, it } from 'vitest';
import { ALL_CAPABILITIES, CAPABILITIES, capabilityBit, capabilityNames } from './capabilities.js';

describe('capabilities', () => {
  it('are the bits of formats.md §2', () => {
    expect(CAPABILITIES).toEqual({
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
    });
    expect(ALL_CAPABILITIES).toBe(0xf00ff);
    expect(capabilityBit('far')).toBe(0x80000);
  });

  it('are named, unknown bits too', () => {
    expect(capabilityNames(0)).toEqual([]);
    expect(capabilityNames(0x80010021)).toEqual(['mailbox', 'fs', 'ext', 'bit 31']);
  });
});
