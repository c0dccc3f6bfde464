/** Sizes on the command line: `4096`, `0x1000`, `4K`, `1M`. */
import { ADDRESS_SPACE_MAX } from '@hsx/image';

/** Bytes, or `undefined` when the text is no size between 0 and 16 MiB. */
export function parseSize(text: string): number | undefined {
  const match = /^(0x[0-9a-f]+|\d+)\s*([km])?(i?b)?$/i.exec(text.trim());
  if (match === null) return undefined;
  const unit = { k: 1024, m: 1024 * 1024 }[(match[2] ?? '').toLowerCase()] ?? 1;
  const bytes = Number(match[1]) * unit;
  return bytes <= ADDRESS_SPACE_MAX ? bytes : undefined;
}
