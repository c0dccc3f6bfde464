/** Names and source lines of code addresses, from a `.sym`. */
import { labelKey, type SymFile, type SymInline, type SymInstruction } from '@hsx/image';

export interface SourcePlace {
  file: string;
  line: number;
  /** 0 = unknown. */
  column: number;
}

/** A function whose code stands at an address, and where in it. */
export interface CodePlace {
  /** `main+0x10`; of an inlined function its name alone. `undefined` outside every function. */
  name: string | undefined;
  inlined: boolean;
  source: SourcePlace | undefined;
}

const TRAP_MESSAGE = '__clang_trap_msg$';

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
  line(address: number): SourcePlace | undefined {
    const row = this.#lines.get(address);
    return row === undefined || row.line === 0 ? undefined : { file: row.file, line: row.line, column: row.column };
  }

  /** What a trap says that clang placed there for a check (`-fsanitize`): the name of a function that it made up for that. */
  trapReason(address: number): string | undefined {
    const reason = this.#inlineAt(address)?.function;
    return reason?.startsWith(TRAP_MESSAGE) ? reason.slice(TRAP_MESSAGE.length).replace('$', ': ') : undefined;
  }

  #inlineAt(address: number): SymInline | undefined {
    return this.#sym?.inlines?.findLast(({ start, end }) => start <= address && address < end);
  }

  /** The functions whose code an address is: those inlined there, innermost first, then the one they stand in. */
  places(address: number): CodePlace[] {
    const places: CodePlace[] = [];
    let source = this.line(address);
    let inline = this.#inlineAt(address);
    while (inline !== undefined) {
      if (!inline.function.startsWith(TRAP_MESSAGE)) places.push({ name: inline.function, inlined: true, source });
      source = callOf(inline) ?? source;
      inline = inline.parent === undefined ? undefined : this.#sym?.inlines?.[inline.parent];
    }
    places.push({ name: this.place(address), inlined: false, source });
    return places;
  }
}

function callOf({ call_file, call_line, call_column }: SymInline): SourcePlace | undefined {
  return call_line === 0 ? undefined : { file: call_file, line: call_line, column: call_column };
}
