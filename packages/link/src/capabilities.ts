/** The `req_caps` of an image: what its code, its declarations and its manifest use (formats.md §2). */
import type { ImageMetadata, Manifest } from '@hsx/image';
import { BY_OPCODE, type Capability, capabilityBit, decode, LAYOUTS, svcModule } from '@hsx/isa';
import { type LinkUnit, WORD } from './program.js';

/** Largest target of a JMP, JZ or JNZ in an image without `far` (isa.md §3): the 12-bit form. */
const NEAR_TARGET_MAX = 2 ** 12 - 1;
const FAR_BRANCHES: ReadonlySet<string> = new Set(['JMP', 'JZ', 'JNZ']);

/** Instructions on binary16 and binary32; the two conversions between them need both units. */
const F16: ReadonlySet<string> = new Set(['FADD', 'FSUB', 'FMUL', 'FDIV', 'I2F', 'F2I', 'FCMP', 'FS2H', 'H2FS']);
const F32: ReadonlySet<string> = new Set([
  ...['FADDS', 'FSUBS', 'FMULS', 'FDIVS', 'FSQRTS', 'FCMPS', 'I2FS', 'U2FS', 'FS2I', 'FS2U', 'FS2H', 'H2FS'],
]);

/** Capabilities that finished code uses. Words are read in a row, LDI32's literal apart; a `.word` in text counts as code. */
export function codeCapabilities(code: Uint8Array): Set<Capability> {
  const used = new Set<Capability>();
  const view = new DataView(code.buffer, code.byteOffset, code.byteLength);
  for (let pc = 0; pc + WORD <= code.length; ) {
    const word = view.getUint32(pc);
    const row = BY_OPCODE[word >>> 24];
    pc += WORD;
    if (row === undefined) continue;
    if (LAYOUTS[row.form].imm?.bits === 32) pc += WORD;
    if (row.level === 'ext') used.add('ext');
    if (F16.has(row.mnemonic)) used.add('f16');
    if (F32.has(row.mnemonic)) used.add('f32');
    const imm = decode(word)?.imm ?? 0;
    if (FAR_BRANCHES.has(row.mnemonic) && imm > NEAR_TARGET_MAX) used.add('far');
    if (row.form === 'svc') {
      const capability = svcModule(imm >>> 8)?.capability;
      if (capability !== undefined) used.add(capability);
    }
  }
  return used;
}

/** Everything together, as the header's mask. */
export function requiredCapabilities(
  code: Uint8Array,
  units: readonly LinkUnit[],
  metadata: ImageMetadata,
  manifest: Manifest | undefined,
): number {
  const used = codeCapabilities(code);
  for (const unit of units) for (const capability of unit.object.caps) used.add(capability);
  if (metadata.values.length > 0 || metadata.commands.length > 0) used.add('value');
  if (metadata.mailboxes.length > 0 || (manifest?.mailboxes ?? []).length > 0) used.add('mailbox');
  if ((manifest?.fram_keys ?? []).length > 0 || (manifest?.fram_bytes ?? 0) > 0) used.add('fram');
  for (const capability of manifest?.required_caps ?? []) used.add(capability);
  let mask = 0;
  for (const capability of used) mask |= capabilityBit(capability);
  return mask >>> 0;
}
