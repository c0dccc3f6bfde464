/** What instances of one image share. */
import { type HxeHeader, type HxeSummary, LEGACY_MAP, layoutOf, type MemoryLayout } from '@hsx/image';
import { HsxError } from '@hsx/isa';
import type { CodeSpace } from './code-space.js';
import type { MachineConfig } from './mem-config.js';
import type { Arena } from './memory.js';

/** How to load an image. */
export interface LoadOptions {
  /** Bytes of stack instead of the image's, rounded up to a multiple of 8. */
  stackSize?: number;
  /** Images of version 1 and 2 only: where the stack ends, a multiple of 8 up to 0x10000. Default 0x10000. */
  stackLimit?: number;
}

/** A validated image whose code, and whose initial contents, its tasks need. */
export class LoadedImage {
  /** Tasks that run it. */
  instances = 0;

  constructor(
    readonly summary: HxeSummary,
    readonly code: CodeSpace,
    /** What loading wrote to the places that a guest may have changed since, and where it goes. */
    readonly initial: { address: number; bytes: Uint8Array<ArrayBuffer> } | undefined,
  ) {}

  /** Gives the memory of the image back. */
  release(arena: Arena): void {
    arena.free(this.code.buffer);
    if (this.code.insnsBuffer !== undefined) arena.free(this.code.insnsBuffer);
    if (this.initial !== undefined) arena.free(this.initial.bytes.buffer);
  }
}

/**
 * Where everything of a task lies.
 * @throws HsxError ENOSPC when it does not fit, EINVAL for a bad option.
 */
export function taskLayout(header: HxeHeader, options: LoadOptions, config: MachineConfig): MemoryLayout {
  const { stackSize, stackLimit } = options;
  const layout = layoutOf(header, {
    dataMax: config.limits.dataMax,
    ...(stackSize === undefined ? {} : { stackSize }),
  });
  if (stackLimit === undefined) return layout;
  if (layout.profile !== 'legacy')
    throw new HsxError('EINVAL', `stackLimit is for images of version 1 and 2, this one has version ${header.version}`);
  const size = layout.stackLimit - layout.stackBase;
  if (!Number.isInteger(stackLimit) || stackLimit % 8 !== 0 || stackLimit < size || stackLimit > LEGACY_MAP.size)
    throw new HsxError(
      'EINVAL',
      `stackLimit = ${stackLimit}: expected a multiple of 8 from the stack's size (${size}) to ${LEGACY_MAP.size}`,
    );
  return { ...layout, stackBase: stackLimit - size, stackLimit };
}

/** End of what a host may read of a task's data space, and the bytes that it takes. */
export function dataSpaceEnd(layout: MemoryLayout): number {
  return layout.profile === 'legacy' ? LEGACY_MAP.size : layout.stackLimit;
}
