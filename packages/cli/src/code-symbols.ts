/** Names and source lines of code addresses, from a `.sym`. */
import { labelKey, type SymFile, type SymInstruction } from '@hsx/image';

export class CodeSymbols {
  readonly #sym: SymFile | undefined;
  readonly #functions: { name: string; address: number; size: number }[];
  readonly #lines = new Map<number, SymInstruction>();

  constructor(sym: SymFile | undefined) {
    this.#sym = sym;
    this.#functions = [...(sym?.symbols.functions ?? [])].sort((a, b) => a.address - b.address);
    for (const row of sym?.instructions ?? []) this.#lines.set(row.pc, row);
  }

  /** The name of exactly this address. */
  nameAt(address: number): string | undefined {
    return (
      this.#functions.find((fn) => fn.address === address)?.name ?? this.#sym?.symbols.labels[labelKey(address)]?.[0]
    );
  }

  /** `main+0x10`, or `undefined` outside every function. */
  place(address: number): string | undefined {
    const fn = this.#functions.findLast((candidate) => candidate.address <= address);
    if (fn === undefined || (fn.size > 0 && address >= fn.address + fn.size)) return undefined;
    const offset = address - fn.address;
    return offset === 0 ? fn.name : `${fn.name}+0x${offset.toString(16).toUpperCase()}`;
  }

  /** Source file, line and column of an instruction, when known. */
  line(address: number): { file: string; line: number; column: number } | undefined {
    const row = this.#lines.get(address);
    return row === undefined || row.line === 0 ? undefined : { file: row.file, line: row.line, column: row.column };
  }
}
