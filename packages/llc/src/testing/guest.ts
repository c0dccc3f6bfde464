/** Runs functions of compiled IR on a MiniVM: what filetests and differential tests stand on. */
import { assemble } from '@hsx/asm';
import type { Archive, Diagnostic, ObjectFile, SymFile } from '@hsx/image';
import { renderDiagnostic } from '@hsx/image';
import { svcId } from '@hsx/isa';
import { type LinkInput, link } from '@hsx/link';
import { MiniVM, REG_R0 } from '@hsx/vm';
import { compileModule } from '../compile.js';

/** Reported by the machine when a pushed call returns: COMMAND RETURN. */
const CALL_RETURNED = svcId(8, 6);
const MAX_STEPS = 5_000_000;

function fail(diagnostics: readonly Diagnostic[]): never {
  throw new Error(diagnostics.map((diagnostic) => renderDiagnostic(diagnostic)).join('\n'));
}

export function assembleText(text: string, path: string, isa: 'core' | 'ext'): ObjectFile {
  const { object, diagnostics } = assemble(text, { path, isa });
  if (object === undefined) fail(diagnostics);
  return object;
}

/** Compiles IR to an object; throws its diagnostics. */
export function compileIr(
  text: string,
  level: 'core' | 'ext',
  path = 'test.ll',
  without: ReadonlySet<string> = new Set(),
): ObjectFile {
  const { mvasm, diagnostics } = compileModule(text, { path, level, verify: true, without });
  if (mvasm === undefined) fail(diagnostics);
  return assembleText(mvasm, path, level);
}

export interface GuestOptions {
  /** Bytes. */
  stack?: number;
  /** Libraries of which the objects take what they need. */
  libraries?: readonly Archive[];
  /** Instructions that a call may retire. */
  maxSteps?: number;
}

/** Compiled functions that can be called. */
export class Guest {
  private readonly vm: MiniVM;
  private readonly pid: number;
  private readonly maxSteps: number;
  /** The linked functions: address and size in bytes. */
  readonly functions = new Map<string, { address: number; size: number }>();
  /** Facts of the linked image. */
  readonly sym: SymFile;
  /** Instructions retired by the last call. */
  retired = 0;

  constructor(objects: readonly ObjectFile[], options: GuestOptions = {}) {
    this.maxSteps = options.maxSteps ?? MAX_STEPS;
    const start = assembleText('.export _start\n.type _start, func\n_start: BRK 0\n', 'start.mvasm', 'core');
    const inputs: LinkInput[] = [start, ...objects].map((object) => ({ kind: 'object', name: object.source, object }));
    for (const [i, archive] of (options.libraries ?? []).entries())
      inputs.push({ kind: 'archive', name: `library${i}.hxa`, archive });
    const { image, sym, diagnostics } = link(inputs, {
      appName: 'test',
      gcSections: false,
      stack: options.stack ?? 16384,
      codeLimit: 1 << 20,
      dataLimit: 1 << 20,
    });
    if (image === undefined || sym === undefined) fail(diagnostics);
    this.sym = sym;
    for (const { linkage_name, address, size } of sym.symbols.functions)
      this.functions.set(linkage_name, { address, size });
    this.vm = new MiniVM({ version: 1, limits: { codeMax: 1 << 20, dataMax: 1 << 20 } });
    this.pid = this.vm.loadHxe(image);
    this.vm.setContext(this.pid);
  }

  /** Calls a function with up to four words; gives R0 and R1 as unsigned words. */
  call(name: string, args: readonly number[]): { r0: number; r1: number } {
    const address = this.functions.get(name)?.address;
    if (address === undefined) throw new Error(`no function ${name}`);
    this.vm.pushCall(
      this.pid,
      address,
      args.map((arg) => arg >>> 0),
    );
    const saved = Array.from({ length: 5 }, (_, i) => this.vm.regGet(REG_R0 + 8 + i));
    const result = this.vm.clock(this.maxSteps);
    this.retired = result.retired;
    if (result.reason !== 'svc' || result.svcId !== CALL_RETURNED)
      throw new Error(
        `${name}(${args.join(', ')}) stopped with ${result.reason} ${result.faultCode?.toString(16) ?? result.breakCode ?? ''} at pc ${result.pc}`,
      );
    const words = { r0: this.vm.regGet(REG_R0), r1: this.vm.regGet(REG_R0 + 1) };
    saved.forEach((value, i) => {
      if (this.vm.regGet(REG_R0 + 8 + i) !== value) throw new Error(`${name} did not keep R${8 + i}`);
    });
    this.vm.popCall(this.pid);
    return words;
  }

  /** Bytes of the data space. */
  read(address: number, length: number): Uint8Array {
    return this.vm.memRead(address, length);
  }

  /** Writes into the data space. */
  write(address: number, bytes: Uint8Array): void {
    this.vm.memWrite(address, bytes);
  }
}
