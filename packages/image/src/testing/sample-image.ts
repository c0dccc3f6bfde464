/** A version 3 image with everything an image can have, for tests. */
import { writeHxe } from '../hxe.js';
import type { ImageMetadata } from '../metadata.js';
import { encodeMetadata } from '../section-writer.js';

export const SAMPLE_METADATA: ImageMetadata = {
  values: [
    {
      group: 1,
      id: 2,
      flags: 3,
      auth: 1,
      init: 21.5,
      name: 'temperatur',
      unit: '°C',
      group_name: 'sensor',
      epsilon: 0.5,
      min: -40,
      max: 125,
      persist_key: 7,
      rate_ms: 100,
      debounce_ms: 1000,
    },
  ],
  commands: [
    { group: 1, id: 3, flags: 1, auth: 2, handler: 4, name: 'reset', help: 'starts anew', group_name: 'sensor' },
  ],
  mailboxes: [{ target: 'app:log', capacity: 128, mode_mask: 3 }],
};

/** `LDI R0, 7; RET` behind the illegal word. */
export const SAMPLE_CODE = Uint8Array.of(0, 0, 0, 0, 1, 0, 0, 7, 0x25, 0, 0, 0);

export function sampleImage(): Uint8Array {
  return writeHxe({
    entry: 4,
    code: SAMPLE_CODE,
    rodata: Uint8Array.of(1, 2, 3),
    data: Uint8Array.of(9, 8, 7, 6),
    bssSize: 12,
    heapSize: 16,
    stackSize: 256,
    reqCaps: 3,
    appName: 'sample',
    multiple: true,
    mailboxes: 1,
    sections: encodeMetadata(SAMPLE_METADATA),
    manifest: {
      version: 1,
      image_name: 'sample',
      fram_keys: [{ key: 7, mode: 'loadsave', length: 2, value: 'sensor:temperatur' }],
    },
  });
}
