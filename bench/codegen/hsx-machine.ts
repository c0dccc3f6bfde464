/** A kernel on HSX: clang's IR through llc, assembler and linker onto a MiniVM. */
import type { ObjectFile } from '@hsx/image';
import { compileIr, Guest } from '../../packages/llc/src/testing/guest.js';
import { compileToIr, runtimeObjects } from '../../tests/differential/front-end.js';
import { DRIVER, type Kernel, kernelPath, LANGUAGE_FLAGS, type Measurement, SUPPORT_PATH } from './kernels.js';

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

/** Measures a kernel at level ext, compiled with `-Os` or `-O2`. */
export async function measureHsx(kernel: Kernel, optimisation: string): Promise<Measurement> {
  library ??= [compileIr(await irOf(SUPPORT_PATH, '-Os'), 'ext', 'support.c'), ...(await runtimeObjects('ext'))];
  const object = compileIr(await irOf(kernelPath(kernel), optimisation), 'ext', `${kernel.name}.c`);
  const guest = new Guest([object, ...library]);
  let bytes = 0;
  for (const { name, kind, section } of object.symbols) {
    if (kind !== 'func' || section === 'undef' || name === DRIVER) continue;
    const size = guest.functions.get(name)?.size;
    if (size === undefined) throw new Error(`${kernel.name}: no size of ${name}`);
    bytes += size;
  }
  const hash = guest.call(DRIVER, []).r0;
  return { bytes, retired: guest.retired, hash };
}
