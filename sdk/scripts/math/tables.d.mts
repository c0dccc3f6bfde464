/** Names of the tables of sdk/libc/math/NAME-tables.h. */
export const TABLES: readonly string[];
/** The text of that file. */
export function tableText(name: string): string;
