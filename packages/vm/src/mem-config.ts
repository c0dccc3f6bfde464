/** What a MiniVM is configured with (vm-api.md): `memCfg`, checked once and completed with its defaults. */
import { ADDRESS_SPACE_MAX, DEFAULT_SPACE_LIMIT } from '@hsx/image';
import { ALL_CAPABILITIES, HsxError } from '@hsx/isa';

/** What an allocation is for. */
export type AllocPurpose = 'registers' | 'code' | 'data';

/**
 * The host's own allocator. All guest-sized memory of a VM comes from here: register windows, code, data spaces.
 */
export interface AllocHooks {
  /** A buffer of exactly `bytes` bytes, or `undefined` when there is none (the caller gets ENOSPC). The VM zeroes it. */
  alloc(bytes: number, purpose: AllocPurpose): ArrayBuffer | undefined;
  /** Gives a buffer of `alloc` back. */
  free(buffer: ArrayBuffer, purpose: AllocPurpose): void;
}

/** How much a VM may hold. */
export interface Limits {
  /** Tasks at a time, 1..65535. Default 256. */
  maxPids: number;
  /** Bytes of code space of one image, 4..16 MiB. Default 64 KiB. */
  codeMax: number;
  /** Bytes of data space of one task, address 0 to stack_limit, 0x200..16 MiB. Default 64 KiB. */
  dataMax: number;
}

/** Policies of an executive. All off by default. */
export interface PolicyFlags {
  /** `memWrite` to a READY task is EPERM, except between an SVC stop and the next run. */
  denyMemWriteInRun: boolean;
  /** `regSet` of PC is allowed while the task is STOPPED. */
  allowRegSetPcInStopped: boolean;
  /** A debugger is at work: `regSet` of PC, SP and PSW is always allowed, and REG_WP may be read. */
  debug: boolean;
}

export type EngineName = 'auto' | 'interpreter' | 'translator';

/** Configuration of a MiniVM; unknown fields are ignored. */
export interface MemCfg {
  /** Version of this structure: 1. */
  version: number;
  /** Capability bits that an image's req_caps may ask for. Default: all that this VM knows. */
  caps?: number;
  /** Code paging: bytes of one line of the code cache, 256 or 512; 0 or nothing = off. */
  codeLineBytes?: number;
  /** Data paging: bytes of one page, a power of two, 16..65536; 0 or nothing = off. */
  dataPageBytes?: number;
  /** Instructions that one `step()` may retire, 1..2^31-1. Default 1. */
  autorunQuanta?: number;
  allocHooks?: AllocHooks;
  limits?: Partial<Limits>;
  policyFlags?: Partial<PolicyFlags>;
  engine?: EngineName;
}

/** A checked configuration, complete. */
export interface MachineConfig {
  readonly caps: number;
  readonly codeLineBytes: number;
  readonly dataPageBytes: number;
  readonly autorunQuanta: number;
  readonly allocHooks: AllocHooks;
  readonly limits: Readonly<Limits>;
  readonly policy: Readonly<PolicyFlags>;
  readonly engine: EngineName;
}

/** The version of `MemCfg` that this VM reads. */
export const MEM_CFG_VERSION = 1;

const DEFAULT_LIMITS: Limits = { maxPids: 256, codeMax: DEFAULT_SPACE_LIMIT, dataMax: DEFAULT_SPACE_LIMIT };

const DEFAULT_ALLOC: AllocHooks = {
  alloc(bytes) {
    try {
      return new ArrayBuffer(bytes);
    } catch {
      return undefined;
    }
  },
  free() {},
};

function integer(value: unknown, field: string, min: number, max: number, fallback: number): number {
  if (value === undefined) return fallback;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max)
    throw new HsxError('EINVAL', `memCfg.${field} = ${String(value)}: expected a whole number in ${min}..${max}`);
  return value;
}

function flag(value: unknown, field: string): boolean {
  if (value === undefined) return false;
  if (typeof value !== 'boolean')
    throw new HsxError('EINVAL', `memCfg.${field} = ${String(value)}: expected true or false`);
  return value;
}

function allocHooks(value: AllocHooks | undefined): AllocHooks {
  if (value === undefined) return DEFAULT_ALLOC;
  if (typeof value.alloc !== 'function' || typeof value.free !== 'function')
    throw new HsxError('EINVAL', 'memCfg.allocHooks: expected the functions alloc and free');
  return value;
}

function pageBytes(value: unknown): number {
  const bytes = integer(value, 'dataPageBytes', 0, 65536, 0);
  if (bytes !== 0 && (bytes < 16 || (bytes & (bytes - 1)) !== 0))
    throw new HsxError('EINVAL', `memCfg.dataPageBytes = ${bytes}: expected a power of two in 16..65536, or 0`);
  return bytes;
}

function lineBytes(value: unknown): number {
  const bytes = integer(value, 'codeLineBytes', 0, 512, 0);
  if (bytes !== 0 && bytes !== 256 && bytes !== 512)
    throw new HsxError('EINVAL', `memCfg.codeLineBytes = ${bytes}: expected 256 or 512, or 0`);
  return bytes;
}

function engineName(value: unknown): EngineName {
  if (value === undefined) return 'auto';
  if (value === 'auto' || value === 'interpreter') return value;
  if (value === 'translator')
    throw new HsxError(
      'EINVAL',
      "memCfg.engine = 'translator': this VM has no translator",
      "use 'auto' or 'interpreter'",
    );
  throw new HsxError('EINVAL', `memCfg.engine = ${String(value)}: expected auto, interpreter or translator`);
}

/**
 * Checks a configuration and fills in the defaults.
 * @throws HsxError EINVAL for a field out of range; fields that are not known are ignored.
 */
export function checkMemCfg(cfg: MemCfg): MachineConfig {
  if (typeof cfg !== 'object' || cfg === null) throw new HsxError('EINVAL', 'memCfg: expected an object');
  if (cfg.version !== MEM_CFG_VERSION)
    throw new HsxError('EINVAL', `memCfg.version = ${String(cfg.version)}: this VM reads version ${MEM_CFG_VERSION}`);
  const limits = cfg.limits ?? {};
  const policy = cfg.policyFlags ?? {};
  return {
    caps: integer(cfg.caps, 'caps', 0, 0xffffffff, ALL_CAPABILITIES >>> 0) >>> 0,
    codeLineBytes: lineBytes(cfg.codeLineBytes),
    dataPageBytes: pageBytes(cfg.dataPageBytes),
    autorunQuanta: integer(cfg.autorunQuanta, 'autorunQuanta', 1, 2 ** 31 - 1, 1),
    allocHooks: allocHooks(cfg.allocHooks),
    limits: {
      maxPids: integer(limits.maxPids, 'limits.maxPids', 1, 65535, DEFAULT_LIMITS.maxPids),
      codeMax: integer(limits.codeMax, 'limits.codeMax', 4, ADDRESS_SPACE_MAX, DEFAULT_LIMITS.codeMax),
      dataMax: integer(limits.dataMax, 'limits.dataMax', 0x200, ADDRESS_SPACE_MAX, DEFAULT_LIMITS.dataMax),
    },
    policy: {
      denyMemWriteInRun: flag(policy.denyMemWriteInRun, 'policyFlags.denyMemWriteInRun'),
      allowRegSetPcInStopped: flag(policy.allowRegSetPcInStopped, 'policyFlags.allowRegSetPcInStopped'),
      debug: flag(policy.debug, 'policyFlags.debug'),
    },
    engine: engineName(cfg.engine),
  };
}
