export * from './link.js';
export { LINKER_SYMBOLS } from './linker-symbols.js';
export { formatSizes, type LinkSizes } from './sizes.js';
