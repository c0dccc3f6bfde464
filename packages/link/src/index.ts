export { deriveFrames } from './derived-frames.js';
export * from './link.js';
export { LINKER_SYMBOLS } from './linker-symbols.js';
export { parseManifestText } from './manifest-text.js';
export { formatSizes, type LinkSizes } from './sizes.js';
