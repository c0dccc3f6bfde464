/** What of a linked 32-bit little-endian ELF file is needed to run it: its segments and its functions. */

export interface Executable {
  /** Contents and where they go. */
  segments: { address: number; bytes: Uint8Array; size: number }[];
  /** Functions by name: local ones of the same name add up their sizes. */
  functions: Map<string, { address: number; size: number }>;
}

const PT_LOAD = 1;
const SHT_SYMTAB = 2;
const STT_FUNC = 2;

/** Reads what `ld.lld` has just written; not for files from elsewhere. */
export function readElf(file: Uint8Array): Executable {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const u16 = (at: number) => view.getUint16(at, true);
  const u32 = (at: number) => view.getUint32(at, true);
  if (u32(0) !== 0x464c457f || file[4] !== 1 || file[5] !== 1) throw new Error('not a 32-bit little-endian ELF file');
  const out: Executable = { segments: [], functions: new Map() };
  for (let i = 0; i < u16(44); i++) {
    const at = u32(28) + i * u16(42);
    if (u32(at) !== PT_LOAD) continue;
    const [offset, address, stored, size] = [u32(at + 4), u32(at + 8), u32(at + 16), u32(at + 20)];
    out.segments.push({ address, bytes: file.subarray(offset, offset + stored), size });
  }
  const section = (i: number) => u32(32) + i * u16(46);
  for (let i = 0; i < u16(48); i++) {
    if (u32(section(i) + 4) !== SHT_SYMTAB) continue;
    const [offset, size] = [u32(section(i) + 16), u32(section(i) + 20)];
    const strings = u32(section(u32(section(i) + 24)) + 16);
    for (let at = offset; at < offset + size; at += 16) {
      if ((view.getUint8(at + 12) & 15) !== STT_FUNC) continue;
      let end = strings + u32(at);
      const start = end;
      while (file[end] !== 0) end++;
      const name = Buffer.from(file.subarray(start, end)).toString();
      const known = out.functions.get(name);
      out.functions.set(name, { address: u32(at + 4), size: u32(at + 8) + (known?.size ?? 0) });
    }
  }
  return out;
}
