/** The commands by name, each loaded only when it is used. */
import type { CommandRunner } from '../context.js';

export interface CommandEntry {
  name: string;
  summary: string;
  load(): Promise<CommandRunner>;
}

/** In the order of `hsx --help`. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'run',
    summary: 'build what is needed and run a program, its stdin and stdout being yours',
    load: async () => (await import('./run.js')).run,
  },
  { name: 'cc', summary: 'compile and link C, like gcc', load: async () => (await import('./cc.js')).cc },
  { name: 'llc', summary: 'LLVM IR to assembly or an object', load: async () => (await import('./llc.js')).llc },
  { name: 'asm', summary: 'assembly (MVASM) to an object', load: async () => (await import('./asm.js')).asm },
  { name: 'ld', summary: 'objects and archives to an image', load: async () => (await import('./ld.js')).ld },
  { name: 'ar', summary: 'make, list and unpack archives', load: async () => (await import('./ar.js')).ar },
  {
    name: 'objdump',
    summary: 'disassemble, show headers, symbols, relocations and contents',
    load: async () => (await import('./objdump.js')).objdump,
  },
  { name: 'nm', summary: 'list symbols', load: async () => (await import('./nm.js')).nm },
  { name: 'size', summary: 'sizes of code and data', load: async () => (await import('./size.js')).size },
  {
    name: 'info',
    summary: 'what an image, object or archive is and contains',
    load: async () => (await import('./info.js')).info,
  },
  {
    name: 'sdk',
    summary: 'headers and libraries: where they are, build them in advance, pack them',
    load: async () => (await import('./sdk.js')).sdk,
  },
];
