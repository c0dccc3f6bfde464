/** Prints the MVASM of one kernel, as it is measured: `node bench/run.mjs codegen/dump.ts KERNEL -Os`. */
import { compileModule } from '@hsx/llc';
import { compileToIr } from '../../tests/differential/front-end.js';
import { KERNELS, kernelPath, LANGUAGE_FLAGS } from './kernels.js';

export async function main([name, optimisation = '-Os', trace]: string[]): Promise<number> {
  const kernel = KERNELS.find((known) => known.name === name);
  if (kernel === undefined) {
    console.error(`usage: dump.ts KERNEL [-Os|-O2] [PASS]; kernels: ${KERNELS.map((known) => known.name).join(' ')}`);
    return 2;
  }
  const ir = await compileToIr(kernelPath(kernel), optimisation, ...LANGUAGE_FLAGS);
  const { mvasm } = compileModule(ir, {
    path: `${name}.c`,
    level: 'ext',
    ...(trace === undefined ? {} : { trace, traceOut: (text: string) => process.stdout.write(text) }),
  });
  console.log(trace === 'ir' ? ir : mvasm);
  return 0;
}
