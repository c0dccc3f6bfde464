/** How every reader of an HXE image says what is wrong: the field, its file offset, what was found, what was expected. */
import { HsxError } from '@hsx/isa';

/** An unsigned number as messages show it. */
export function hex(value: number): string {
  return `0x${(value >>> 0).toString(16).toUpperCase()}`;
}

/** The error for a field or byte of the file that cannot be. */
export function badImage(offset: number, label: string, found: string, expected: string, hint?: string): HsxError {
  return new HsxError(
    'EBADMSG',
    `bad HXE image: ${label} at offset ${hex(offset)} is ${found}, expected ${expected}`,
    hint,
  );
}

/** The error for a file that ends too early; `inside` names what it breaks off in. */
export function truncatedImage(offset: number, inside: string, expected?: string): HsxError {
  const more = expected === undefined ? '' : `, expected ${expected}`;
  return new HsxError(
    'EBADMSG',
    `truncated HXE image: it ends at offset ${hex(offset)} inside ${inside}${more}`,
    'transfer or link it again',
  );
}
