/** Single functions of the SDK's library, called on the machine with words that a test chooses. */
import { assemble } from '@hsx/asm';
import { CollectingReporter, cacheFolder, findSdk, type SdkLibrary, sdkLibrary, selectClang } from '@hsx/cc';
import { type Archive, renderDiagnostic } from '@hsx/image';
import { type Level, SVC } from '@hsx/isa';
import { link } from '@hsx/link';
import { MiniVM, REG_R0 } from '@hsx/vm';

export const LEVELS: readonly Level[] = ['core', 'ext'];
const MAX_STEPS = 20_000_000;
const ARENA_BYTES = 8192;
/** Registers that a function must keep: R8–R12. */
const KEPT = [8, 9, 10, 11, 12];

const libraries = new Map<Level, Promise<SdkLibrary>>();

/** The library as `hsx cc` links it, from the cache where possible. */
export function libraryOf(level: Level): Promise<SdkLibrary> {
  let library = libraries.get(level);
  if (library === undefined) {
    const { env } = process;
    library = sdkLibrary({
      sdk: findSdk(undefined, env),
      level,
      reporter: new CollectingReporter(),
      cacheFolder: cacheFolder(env),
      frontEnd: selectClang(undefined, env),
    });
    libraries.set(level, library);
  }
  return library;
}

export interface GuestOptions {
  /** Bytes of heap; by default what the linker gives. */
  heap?: number;
  /** Bytes of data space, instead of 64 KiB. */
  dataMax?: number;
}

/** Library functions in a task of their own, with some memory that the test fills and reads. */
export class LibraryGuest {
  /** Guest address of the memory, a multiple of 8. */
  readonly arena: number;
  readonly arenaBytes = ARENA_BYTES;
  /** The heap, as `__heap_start` and `__heap_end` have it. */
  readonly heap: { start: number; end: number };
  readonly #vm: MiniVM;
  readonly #pid: number;
  readonly #functions = new Map<string, number>();
  readonly #variables = new Map<string, number>();

  private constructor(archive: Archive, level: Level, names: readonly string[], options: GuestOptions) {
    const source = [
      '        .export _start',
      '_start: BRK 0',
      ...names.flatMap((name) => [`        .import ${name}`, `        .keep ${name}`]),
      '        .section bss.arena',
      '        .align 8',
      '        .export arena',
      '        .keep arena',
      `arena:  .space ${ARENA_BYTES}`,
    ].join('\n');
    const { object, diagnostics } = assemble(`${source}\n`, { path: 'start.mvasm', isa: level });
    if (object === undefined) throw new Error(diagnostics.map((d) => renderDiagnostic(d)).join('\n'));
    object.keep.push(...names.filter((name) => !object.keep.includes(name)));
    const linked = link(
      [
        { kind: 'object', name: 'start', object },
        { kind: 'archive', name: 'library', archive },
      ],
      {
        appName: 'test',
        gcSections: true,
        stack: 8192,
        ...(options.heap === undefined ? {} : { heap: options.heap }),
        ...(options.dataMax === undefined ? {} : { dataLimit: options.dataMax }),
      },
    );
    const { image, sym } = linked;
    if (image === undefined || sym === undefined)
      throw new Error(linked.diagnostics.map((d) => renderDiagnostic(d)).join('\n'));
    for (const { name, address } of sym.symbols.functions) this.#functions.set(name, address);
    for (const { name, address } of sym.symbols.variables) this.#variables.set(name, address);
    this.arena = this.addressOf('arena');
    const heap = sym.memory_regions.find(({ type }) => type === 'heap');
    this.heap = heap === undefined ? { start: 0, end: 0 } : { start: heap.start, end: heap.end };
    this.#vm = new MiniVM({
      version: 1,
      ...(options.dataMax === undefined ? {} : { limits: { dataMax: options.dataMax } }),
    });
    this.#pid = this.#vm.loadHxe(image);
    this.#vm.setContext(this.#pid);
  }

  static async load(level: Level, names: readonly string[], options: GuestOptions = {}): Promise<LibraryGuest> {
    const archive = await (await libraryOf(level)).select(names, () => true);
    return new LibraryGuest(archive, level, names, options);
  }

  /** Where a variable of the library is. */
  addressOf(variable: string): number {
    const address = this.#variables.get(variable);
    if (address === undefined) throw new Error(`no variable ${variable}`);
    return address;
  }

  write(offset: number, bytes: Uint8Array): void {
    this.#vm.memWriteFor(this.#pid, this.arena + offset, bytes);
  }

  read(offset: number, length: number): Uint8Array {
    return Uint8Array.from(this.#vm.memReadFor(this.#pid, this.arena + offset, length));
  }

  /** Any bytes of the task's memory. */
  readAt(address: number, length: number): Uint8Array {
    return Uint8Array.from(this.#vm.memReadFor(this.#pid, address, length));
  }

  writeAt(address: number, bytes: Uint8Array): void {
    this.#vm.memWriteFor(this.#pid, address, bytes);
  }

  /** Instructions retired so far. */
  get retired(): number {
    return this.#vm.stats().retired;
  }

  /** Calls a function with up to four words; gives R0 and R1, unsigned. */
  call2(name: string, ...args: number[]): [number, number] {
    const vm = this.#vm;
    const address = this.#functions.get(name);
    if (address === undefined) throw new Error(`no function ${name}`);
    vm.pushCall(
      this.#pid,
      address,
      args.map((arg) => arg >>> 0),
    );
    const kept = KEPT.map((n) => vm.regGet(REG_R0 + n));
    const { reason, svcId, pc, faultCode } = vm.clock(MAX_STEPS);
    if (reason !== 'svc' || svcId !== SVC.COMMAND_RETURN)
      throw new Error(
        `${name}(${args.join(', ')}) stopped: ${reason} ${faultCode?.toString(16)} at ${pc.toString(16)}`,
      );
    const results: [number, number] = [vm.regGet(REG_R0), vm.regGet(REG_R0 + 1)];
    if (KEPT.some((n, i) => vm.regGet(REG_R0 + n) !== kept[i])) throw new Error(`${name} changed a register of R8–R12`);
    vm.popCall(this.#pid);
    return results;
  }

  /** R0 as a signed word. */
  call(name: string, ...args: number[]): number {
    return this.call2(name, ...args)[0] | 0;
  }

  /** A function of 64-bit numbers: each argument is two words, low first; the result is R1:R0. */
  call64(name: string, ...args: bigint[]): bigint {
    const words = args.flatMap((arg) => [Number(arg & 0xffff_ffffn), Number((arg >> 32n) & 0xffff_ffffn)]);
    const [low, high] = this.call2(name, ...words);
    return (BigInt(high) << 32n) | BigInt(low);
  }
}

/** Numbers that repeat from run to run. */
export function randomWords(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let x = state;
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
    return (x ^ (x >>> 16)) >>> 0;
  };
}
