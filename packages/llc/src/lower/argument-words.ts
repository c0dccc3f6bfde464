/** Argument and result words that travel in registers, R0 and on (abi-and-memory.md §2). */
export const REGISTER_WORDS = 4;
