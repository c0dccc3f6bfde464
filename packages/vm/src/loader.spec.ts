/** Loading: every way in gives the same task, nothing invalid gets in, and nothing is kept of what did not. */
import { HsxError } from '@hsx/isa';
import { describe, expect, it } from 'vitest';
import { MiniVM, REG_R0 } from './index.js';
import { randomFrom, randomProgram } from './testing/random-program.js';
import { loadAlong, op, programAt, RO_BASE, STACK_LIMIT, testImage } from './testing/test-vm.js';

const image = testImage(programAt([...op('LDI32', { rd: 1, imm: 0x0e123456 }), ...op('RET')]), false);

/** Everything that can be seen of a task. */
function everything(vm: MiniVM, pid: number): string {
  const { pid: _pid, ...info } = vm.taskInfo(pid);
  const { pid: _other, ...context } = vm.snapshotContext(pid);
  return JSON.stringify([
    info,
    context,
    vm.imageInfo(pid),
    [...vm.codeRead(pid, 0, info.codeLength)],
    [...vm.memReadFor(pid, RO_BASE, STACK_LIMIT - RO_BASE)],
  ]);
}

describe('loading', () => {
  it('gives the same task for every chunk size', () => {
    const vm = new MiniVM({ version: 1 });
    const whole = everything(vm, vm.loadHxe(image));
    for (let size = 1; size <= image.length; size++) {
      const pid = loadAlong(vm, image, size);
      expect(everything(vm, pid), `chunks of ${size}`).toBe(whole);
      vm.unload(pid);
    }
  });

  it('refuses every truncation and every flipped bit, and gives everything back', () => {
    const vm = new MiniVM({ version: 1 });
    const { arena } = vm.stats();
    for (let at = 0; at < image.length; at++) {
      expect(() => vm.loadHxe(image.subarray(0, at))).toThrow(HsxError);
      for (let bit = 0; bit < 8; bit++) {
        const damaged = image.slice();
        damaged[at] = (damaged[at] as number) ^ (1 << bit);
        expect(() => vm.loadHxe(damaged)).toThrow(HsxError);
      }
    }
    expect(vm.stats().arena).toMatchObject({ bytesInUse: arena.bytesInUse, buffersInUse: arena.buffersInUse });
    expect(vm.stats()).toMatchObject({ tasks: 0, loads: 0, failedLoads: 9 * image.length });
  });

  it("holds after 10,000 aborted loads what it held before, through the host's own account too", () => {
    let held = 0;
    const vm = new MiniVM({
      version: 1,
      limits: { maxPids: 3 },
      allocHooks: {
        alloc: (bytes) => {
          held += bytes;
          return new ArrayBuffer(bytes);
        },
        free: (buffer) => {
          held -= buffer.byteLength;
        },
      },
    });
    const before = held;
    for (let i = 0; i < 10_000; i++) {
      const pid = vm.loadBegin();
      vm.loadWrite(pid, image.subarray(0, i % image.length));
      if (i % 2 === 0) vm.loadAbort(pid);
      else expect(() => vm.loadEnd(pid)).toThrow(HsxError);
    }
    expect(held).toBe(before);
    expect(vm.stats().arena.bytesInUse).toBe(before);
    expect(vm.pids()).toEqual([]);
    const pid = vm.loadHxe(image);
    vm.unload(vm.loadInstance(pid));
    vm.unload(pid);
    expect(held).toBe(before);
  });

  it('a task begins with zeroes where the host hands out used memory', () => {
    const allocHooks = { alloc: (bytes: number) => new Uint8Array(bytes).fill(0xee).buffer, free: () => undefined };
    const vm = new MiniVM({ version: 1, allocHooks });
    const pid = vm.loadHxe(image);
    const clean = new MiniVM({ version: 1 });
    expect(everything(vm, pid)).toBe(everything(clean, clean.loadHxe(image)));
    expect(vm.regGetFor(pid, REG_R0 + 7)).toBe(0);
  });

  it('says which limit an image is over', () => {
    const vm = new MiniVM({ version: 1, limits: { codeMax: 0x80 } });
    expect(() => vm.loadHxe(image)).toThrow(expect.objectContaining({ code: 'ENOSPC' }));
    expect(() => new MiniVM({ version: 1 }).loadHxe(image, { stackSize: 0x10000 })).toThrow(
      expect.objectContaining({ code: 'ENOSPC' }),
    );
    expect(() => new MiniVM({ version: 1 }).loadHxe(image, { stackLimit: 0x8000 })).toThrow(
      expect.objectContaining({ code: 'EINVAL' }),
    );
  });

  it('gives everything back when the host runs out of memory half-way', () => {
    for (let refused = 1; refused <= 4; refused++) {
      let calls = 0;
      let held = 0;
      const vm = new MiniVM({
        version: 1,
        allocHooks: {
          alloc: (bytes) => {
            if (calls++ === refused) return undefined;
            held += bytes;
            return new ArrayBuffer(bytes);
          },
          free: (buffer) => {
            held -= buffer.byteLength;
          },
        },
      });
      const before = held;
      expect(() => vm.loadHxe(image)).toThrow(expect.objectContaining({ code: 'ENOSPC' }));
      expect(held).toBe(before);
      expect(vm.pids()).toEqual([]);
    }
  });

  it('random bytes and random code never bring more than an HsxError or a stop', () => {
    const random = randomFrom(7);
    const vm = new MiniVM({ version: 1 });
    for (let i = 0; i < 2_000; i++) {
      const bytes = image.slice(0, random() % (image.length + 1));
      for (let n = random() % 8; n > 0 && bytes.length > 0; n--) bytes[random() % bytes.length] = random();
      try {
        vm.unload(vm.loadHxe(bytes));
      } catch (error) {
        expect(error).toBeInstanceOf(HsxError);
      }
    }
    for (let i = 0; i < 500; i++) {
      const words = i % 2 === 0 ? randomProgram(random) : programAt(Array.from({ length: 40 }, random));
      const pid = vm.loadHxe(testImage(words, i % 3 !== 0));
      vm.setContext(pid);
      for (let runs = 0; runs < 50 && vm.clock(1000).reason !== 'fault'; runs++);
      vm.unload(pid);
    }
    expect(vm.stats().tasks).toBe(0);
  });
});
