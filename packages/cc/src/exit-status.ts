/** Exit statuses of every tool but `hsx run` (toolchain.md, Commands). */
export const EXIT = { ok: 0, failure: 1, usage: 2 } as const;
