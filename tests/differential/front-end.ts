/** C to IR with the driver's own flags, and the runtime routines that compiled code calls. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FrontEnd, selectClang } from '@hsx/cc';
import type { ObjectFile } from '@hsx/image';
import { targetFlags } from '../../packages/cc/src/clang/target-flags.js';
import { assembleText, compileIr } from '../../packages/llc/src/testing/guest.js';

let frontEnd: FrontEnd | undefined;

export async function compileToIr(path: string, ...flags: string[]): Promise<string> {
  frontEnd ??= selectClang(undefined, process.env);
  const target = targetFlags({ clang: frontEnd.major, level: 'ext', sdkIncludes: [], prefixMap: [] });
  const args = [...frontEnd.baseArgs, ...target, ...flags, '-fno-builtin', '-S', '-emit-llvm', '-o', '-', path];
  const { status, stdout, stderr } = await frontEnd.run({ args, cwd: dirname(path) });
  if (status !== 0) throw new Error(stderr);
  return Buffer.from(stdout).toString('utf8');
}

const runtime = new Map<string, ObjectFile[]>();

/** The runtime routines of the SDK at a level. */
export async function runtimeObjects(level: 'core' | 'ext'): Promise<ObjectFile[]> {
  const known = runtime.get(level);
  if (known !== undefined) return known;
  const sdk = fileURLToPath(new URL('../../sdk/', import.meta.url));
  const objects: ObjectFile[] = [];
  for (const source of readdirSync(`${sdk}rt`)) {
    const path = `${sdk}rt/${source}`;
    if (source.endsWith('.c')) objects.push(compileIr(await compileToIr(path, '-Os', '-ffreestanding'), level, source));
    else if (source.endsWith('.mvasm')) objects.push(assembleText(readFileSync(path, 'utf8'), source, level));
  }
  runtime.set(level, objects);
  return objects;
}
