/**
 * The heap under random traces: contents, alignment, overlap, the chain of blocks, joining of free blocks; how much memory it wastes
 * against an allocator that always takes the best place there is; and what the library says when it is misused.
 */
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { LEVELS, LibraryGuest, randomWords } from './library-guest.js';
import { buildProgram, type Program } from './run-program.js';

const FUNCTIONS = ['malloc', 'calloc', 'realloc', 'aligned_alloc', 'free', 'hsx_heap_info'];
const HEADER = 4;
const USED = 1;
const PREVIOUS_USED = 2;
const programs = fileURLToPath(new URL('programs/', import.meta.url));

interface Block {
  address: number;
  size: number;
  seed: number;
}

const fill = ({ size, seed }: Block) => Uint8Array.from({ length: size }, (_, i) => (i * 31 + seed) & 0xff);

/** A guest's heap and what should be in it. */
class CheckedHeap {
  readonly live: Block[] = [];
  #seed = 1;

  constructor(readonly guest: LibraryGuest) {}

  /** What lies in the heap, by its own headers; throws where they make no sense. */
  walk(): { address: number; size: number; used: boolean }[] {
    const { start, end } = this.guest.heap;
    const bytes = this.guest.readAt(start, end - start);
    const word = (address: number) => new DataView(bytes.buffer).getUint32(address - start, true);
    const blocks = [];
    let beforeUsed = true;
    for (let at = start + HEADER; at !== end - HEADER; ) {
      const head = word(at);
      const size = head & ~7;
      const used = (head & USED) !== 0;
      if (size < 16 || at + size > end - HEADER) throw new Error(`block ${at}: size ${size}`);
      if (((head & PREVIOUS_USED) !== 0) !== beforeUsed) throw new Error(`block ${at}: wrong about its predecessor`);
      if (!used && !beforeUsed) throw new Error(`block ${at}: two free blocks side by side`);
      if (!used && word(at + size - 4) !== at) throw new Error(`block ${at}: the last word is not its address`);
      blocks.push({ address: at, size, used });
      beforeUsed = used;
      at += size;
    }
    if (word(end - HEADER) !== (beforeUsed ? USED | PREVIOUS_USED : USED)) throw new Error('the end is damaged');
    return blocks;
  }

  /** What hsx_heap_info says; `undefined` when it finds damage. */
  info(): number[] | undefined {
    if (this.guest.call('hsx_heap_info', this.guest.arena) !== 0) return undefined;
    return [...new Uint32Array(this.guest.read(0, 24).buffer)];
  }

  /** The walk, compared with what is live and with what the library says itself. */
  check(): void {
    const blocks = this.walk();
    const used = blocks.filter((block) => block.used);
    const free = blocks.filter((block) => !block.used);
    const sum = (list: typeof blocks) => list.reduce((total, { size }) => total + size, 0);
    const { start, end } = this.guest.heap;
    const largest = Math.max(0, ...free.map(({ size }) => size - HEADER));
    expect(this.info()).toEqual([end - start, sum(used), sum(free), largest, used.length, free.length]);
    const expected = this.live.map(({ address }) => address - HEADER).sort((a, b) => a - b);
    expect(used.map(({ address }) => address)).toEqual(expected);
    for (const { address, size } of used) {
      const block = this.live.find((item) => item.address === address + HEADER) as Block;
      expect(block.size).toBeLessThanOrEqual(size - HEADER);
    }
  }

  get extent(): number {
    return Math.max(0, ...this.live.map(({ address, size }) => address + size - this.guest.heap.start));
  }

  add(address: number, size: number, alignment = 8): boolean {
    if (address === 0) return false;
    const { start, end } = this.guest.heap;
    expect(address % alignment).toBe(0);
    expect(address).toBeGreaterThanOrEqual(start + 8);
    expect(address + size).toBeLessThanOrEqual(end - HEADER);
    const block = { address, size, seed: this.#seed++ };
    this.guest.writeAt(address, fill(block));
    this.live.push(block);
    return true;
  }

  intact(block: Block, size = block.size): void {
    const bytes = this.guest.readAt(block.address, size);
    const expected = fill(block).subarray(0, size);
    expect(Buffer.compare(bytes, expected), `contents of ${block.address}, ${block.size} bytes`).toBe(0);
  }

  take(random: number): Block {
    const [block] = this.live.splice(random % this.live.length, 1);
    return block as Block;
  }

  malloc(size: number): boolean {
    return this.add(this.guest.call('malloc', size), size);
  }

  free(random: number): void {
    const block = this.take(random);
    this.intact(block);
    this.guest.call('free', block.address);
  }
}

/** Always the smallest free block that fits, the lowest of those; joins neighbours at once; 4 bytes for each block, 16 at least. */
class BestFit {
  readonly #free = [{ at: 4, size: 1 << 24 }];
  readonly #sizes = new Map<number, number>();
  extent = 0;

  malloc(n: number): number {
    const size = Math.max(16, (n + HEADER + 7) & ~7);
    let best: { at: number; size: number } | undefined;
    for (const block of this.#free) if (block.size >= size && (!best || block.size < best.size)) best = block;
    if (best === undefined) throw new Error('full');
    const { at } = best;
    const rest = best.size - size;
    const taken = rest < 16 ? best.size : size;
    if (rest < 16) this.#free.splice(this.#free.indexOf(best), 1);
    else {
      best.at += size;
      best.size = rest;
    }
    this.#sizes.set(at, taken);
    this.extent = Math.max(this.extent, at + taken);
    return at;
  }

  free(at: number): void {
    const size = this.#sizes.get(at) as number;
    this.#sizes.delete(at);
    const index = this.#free.findIndex((block) => block.at > at);
    const place = index < 0 ? this.#free.length : index;
    this.#free.splice(place, 0, { at, size });
    for (const i of [place, place - 1]) {
      const [a, b] = [this.#free[i], this.#free[i + 1]];
      if (a !== undefined && b !== undefined && a.at + a.size === b.at) {
        a.size += b.size;
        this.#free.splice(i + 1, 1);
      }
    }
  }
}

/** Sizes as programs ask for them: mostly small, some larger, few large. */
const SIZES: Record<string, (word: number) => number> = {
  'small ones': (word) => (word >>> 8) % 64,
  'all sizes alike': (word) => (word >>> 8) % 500,
  'many small and few large': (word) => (word % 16 === 0 ? (word >>> 8) % 2000 : (word >>> 8) % 48),
  'powers of two': (word) => 8 << ((word >>> 8) % 7),
};

describe.each(LEVELS)('the heap at %s', (level) => {
  let guest: LibraryGuest;
  const load = async (options = {}) => {
    guest = await LibraryGuest.load(level, FUNCTIONS, options);
    return new CheckedHeap(guest);
  };
  beforeAll(() => load(), 300_000);

  it('has 16 KiB when malloc is linked, and gives all of it', async () => {
    const heap = await load();
    expect(guest.heap.end - guest.heap.start).toBe(16_384);
    expect(guest.call('malloc', 16_384 - 11)).toBe(0);
    expect(heap.malloc(16_384 - 12)).toBe(true);
    expect(guest.call('malloc', 0)).toBe(0);
    heap.free(0);
    expect(heap.walk()).toEqual([{ address: guest.heap.start + HEADER, size: 16_384 - 8, used: false }]);
  });

  it.each(Object.entries(SIZES))('keeps its promises: %s', async (_name, sizeOf) => {
    const heap = await load();
    const random = randomWords(level.length);
    let refused = 0;
    for (let step = 0; step < 1500; step++) {
      const word = random();
      const size = sizeOf(random());
      // Now and then the heap fills up, and runs empty.
      const growing = (step >> 7) % 2 === 0;
      const what = word % 16;
      if (heap.live.length === 0 || what < (growing ? 8 : 3)) refused += heap.malloc(size) ? 0 : 1;
      else if (what === 8) {
        const address = guest.call('calloc', size, 3);
        if (address !== 0) expect(guest.readAt(address, 3 * size).every((byte) => byte === 0)).toBe(true);
        refused += heap.add(address, 3 * size) ? 0 : 1;
      } else if (what === 9) {
        const alignment = 1 << ((word >>> 8) % 9);
        refused += heap.add(guest.call('aligned_alloc', alignment, size), size, Math.max(8, alignment)) ? 0 : 1;
      } else if (what < 13) {
        const block = heap.take(word >>> 8);
        heap.intact(block);
        const address = guest.call('realloc', block.address, size);
        if (address === 0) {
          heap.live.push(block);
          heap.intact(block);
        } else {
          heap.intact({ ...block, address }, Math.min(size, block.size));
          heap.add(address, size);
        }
      } else heap.free(word >>> 8);
      if (step % 32 === 0) heap.check();
    }
    while (heap.live.length > 0) heap.free(random());
    expect(heap.walk()).toEqual([{ address: guest.heap.start + HEADER, size: 16_384 - 8, used: false }]);
    expect(refused).toBeLessThan(400);
  });

  it('refuses only what no free block can hold', async () => {
    const heap = await load({ heap: 4096 });
    const random = randomWords(5);
    let refusals = 0;
    for (let step = 0; step < 600; step++) {
      const size = random() % 300;
      const largest = Math.max(0, ...(step === 0 ? [4088] : heap.walk().map((b) => (b.used ? 0 : b.size))));
      const given = random() % 3 !== 0 || heap.live.length === 0 ? heap.malloc(size) : undefined;
      if (given === undefined) heap.free(random());
      else expect(given, `${size} of ${largest}`).toBe(Math.max(16, (size + 11) & ~7) <= largest);
      if (given === false) {
        refusals++;
        heap.free(random());
      }
    }
    expect(refusals).toBeGreaterThan(20);
  });

  it('takes hardly more memory than the best place for each block would', async () => {
    for (const [name, sizeOf] of Object.entries(SIZES)) {
      const heap = await load({ heap: 48_000 });
      const model = new BestFit();
      const twins = new Map<number, number>();
      const random = randomWords(77);
      let extent = 0;
      for (let step = 0; step < 1200; step++) {
        const target = 120 + 60 * Math.sin(step / 90);
        const size = sizeOf(random());
        const word = random();
        if (heap.live.length < target * (0.8 + (word % 256) / 640)) {
          expect(heap.malloc(size), name).toBe(true);
          twins.set(heap.live.at(-1)?.address as number, model.malloc(size));
        } else {
          const { address } = heap.take(word);
          guest.call('free', address);
          model.free(twins.get(address) as number);
        }
        extent = Math.max(extent, heap.extent);
      }
      expect(extent / model.extent, `${name}: ${extent} against ${model.extent}`).toBeLessThan(1.1);
    }
  });

  it('realloc stays in its place, or moves down, where there is room', async () => {
    const heap = await load({ heap: 1024 });
    const call = (name: string, ...args: number[]) => guest.call(name, ...args);
    const a = call('malloc', 100);
    const b = call('malloc', 100);
    const c = call('malloc', 720);
    expect(call('malloc', 100)).toBe(0);
    expect(call('realloc', c, 500)).toBe(c);
    expect(call('realloc', c, 704)).toBe(c);
    guest.writeAt(
      b,
      Uint8Array.from({ length: 100 }, (_, i) => i),
    );
    call('free', a);
    // Only together with the block before is there enough.
    expect(call('realloc', b, 190)).toBe(a);
    expect([...guest.readAt(a, 100)]).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(call('realloc', a, 300)).toBe(0);
    call('free', c);
    expect(call('realloc', a, 1012)).toBe(a);
    expect(call('realloc', 0, 10)).toBe(0);
    expect(call('realloc', a, 0)).toBe(a);
    expect(call('realloc', 0, 10)).toBe(a + 16);
    expect(heap.walk()).toHaveLength(3);
  });

  it('knows how full it is, and when it is damaged', async () => {
    const heap = await load();
    expect(heap.info()).toEqual([16_384, 0, 16_376, 16_372, 0, 1]);
    for (let i = 0; i < 5; i++) heap.malloc(100);
    guest.call('free', heap.live[1]?.address ?? 0);
    guest.call('free', heap.live[3]?.address ?? 0);
    expect(heap.info()).toEqual([16_384, 312, 16_064, 16_372 - 520, 3, 3]);
    for (const { address } of heap.live) {
      const header = guest.readAt(address - HEADER, 4);
      for (const damage of [0, 1, 2, 255].filter((byte) => byte !== header[0])) {
        guest.writeAt(address - HEADER, Uint8Array.of(damage, 0, 0, 0));
        expect(heap.info(), `${address}: ${damage}`).toBeUndefined();
      }
      guest.writeAt(address - HEADER, header);
    }
    expect(heap.info()).toBeDefined();
    const none = await load({ heap: 0 });
    expect(none.info()).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('refuses what cannot be', async () => {
    await load();
    expect(guest.call('malloc', 0xffff_ffff)).toBe(0);
    expect(guest.call('malloc', 0x7fff_fff0)).toBe(0);
    expect(guest.call('calloc', 0x1_0001, 0xffff)).toBe(0);
    expect(guest.call('calloc', 0x8000_0000, 2)).toBe(0);
    expect(guest.call('aligned_alloc', 0, 8)).toBe(0);
    expect(guest.call('aligned_alloc', 24, 8)).toBe(0);
    expect(guest.call('aligned_alloc', 0x8000_0000, 8)).toBe(0);
    expect(guest.call('aligned_alloc', 16, 0xffff_fff0)).toBe(0);
    expect(guest.call('realloc', guest.call('malloc', 4), 0xffff_fffe)).toBe(0);
    expect(guest.call('free', 0)).toBe(0);
  });

  it('works without a heap, with the smallest and with a large one', async () => {
    await load({ heap: 0 });
    expect(guest.call('malloc', 1)).toBe(0);
    await load({ heap: 16 });
    expect(guest.call('malloc', 1)).toBe(0);
    await load({ heap: 24 });
    expect(guest.call('malloc', 12)).not.toBe(0);
    const heap = await load({ heap: 0x80_0000, dataMax: 0x100_0000 });
    const random = randomWords(9);
    for (let step = 0; step < 300; step++) heap.add(guest.call('malloc', random() >>> (11 + (random() % 20))), 0);
    heap.check();
    while (heap.live.length > 0) guest.call('free', heap.take(random()).address);
    expect(heap.walk()).toHaveLength(1);
  });
});

describe('a misused heap', () => {
  let program: Program;
  beforeAll(async () => {
    program = await buildProgram(`${programs}misused-heap.c`, '-O1', '-fno-builtin', '-Wno-everything');
  }, 300_000);

  it.each([
    ['free twice', 'is no block in use'],
    ['free twice, joined', 'is no block in use'],
    ['free inside', 'is no block in use'],
    ['free a local', 'is no block in use'],
    ['realloc after free', 'is no block in use'],
    ['write past the end', 'something wrote outside'],
    ['write after free', 'something wrote outside'],
  ])('%s is noticed', async (what, message) => {
    const { stderr, end } = await program.run({ args: [what] });
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^heap: 0x[0-9a-f]{8} /);
    expect(end.kind).toBe('abort');
  });
});
