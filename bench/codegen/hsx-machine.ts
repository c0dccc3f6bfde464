/** A kernel on HSX: clang's IR through llc, assembler and linker onto a MiniVM. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ObjectFile } from '@hsx/image';
import { BY_OPCODE, INSTRUCTIONS } from '@hsx/isa';
import { assembleText, compileIr, Guest } from '../../packages/llc/src/testing/guest.js';
import { compileToIr, runtimeObjects } from '../../tests/differential/front-end.js';
import { DRIVER, type Kernel, kernelPath, LANGUAGE_FLAGS, type Measurement, SUPPORT_PATH } from './kernels.js';

/** Instructions of level ext that compute in binary16 or binary32. */
const FLOATING_POINT = new Set(
  INSTRUCTIONS.filter(({ level, op }) => level === 'ext' && op >= 0x50 && op <= 0x6f).map(({ mnemonic }) => mnemonic),
);

/** IR by source and options: measuring with instructions switched off asks for it again and again. */
const irs = new Map<string, string>();

async function irOf(path: string, optimisation: string): Promise<string> {
  const key = `${optimisation} ${path}`;
  let ir = irs.get(key);
  if (ir === undefined) {
    ir = await compileToIr(path, optimisation, ...LANGUAGE_FLAGS);
    irs.set(key, ir);
  }
  return ir;
}

let library: ObjectFile[] | undefined;
let softFloat: ObjectFile[] | undefined;

/** Floating point by software, for code that may not use all instructions for it. */
async function softFloatObjects(): Promise<ObjectFile[]> {
  const folder = fileURLToPath(new URL('../../sdk/rt/float/', import.meta.url));
  const objects: ObjectFile[] = [];
  for (const source of readdirSync(folder)) {
    if (source.endsWith('.c'))
      objects.push(compileIr(await compileToIr(folder + source, '-Os', '-ffreestanding'), 'ext', source));
    else if (source.endsWith('.mvasm'))
      objects.push(assembleText(readFileSync(folder + source, 'utf8'), source, 'ext'));
  }
  return objects;
}

export interface HsxMeasurement extends Measurement {
  /** Mnemonics in the kernel's code, the driver included, as the linker made it. */
  mnemonics: ReadonlySet<string>;
}

/**
 * Measures a kernel at level ext, compiled with `-Os` or `-O2`, without the given instructions of that level. The runtime
 * routines keep them.
 */
export async function measureHsx(
  kernel: Kernel,
  optimisation: string,
  without: ReadonlySet<string> = new Set(),
): Promise<HsxMeasurement> {
  library ??= [compileIr(await irOf(SUPPORT_PATH, '-Os'), 'ext', 'support.c'), ...(await runtimeObjects('ext'))];
  const object = compileIr(await irOf(kernelPath(kernel), optimisation), 'ext', `${kernel.name}.c`, without);
  if ([...without].some((mnemonic) => FLOATING_POINT.has(mnemonic))) softFloat ??= await softFloatObjects();
  const guest = new Guest([object, ...library, ...(softFloat ?? [])]);
  let bytes = 0;
  const mnemonics = new Set<string>();
  for (const { name, kind, section } of object.symbols) {
    if (kind !== 'func' || section === 'undef') continue;
    const placed = guest.functions.get(name);
    if (placed === undefined) throw new Error(`${kernel.name}: no address of ${name}`);
    if (name !== DRIVER) bytes += placed.size;
    for (const { pc, word } of guest.sym.instructions) {
      const mnemonic = BY_OPCODE[word >>> 24]?.mnemonic;
      if (pc >= placed.address && pc < placed.address + placed.size && mnemonic !== undefined) mnemonics.add(mnemonic);
    }
  }
  const hash = guest.call(DRIVER, []).r0;
  return { bytes, retired: guest.retired, hash, mnemonics };
}
