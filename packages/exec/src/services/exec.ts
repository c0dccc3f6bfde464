/** Module EXEC: the executive itself (svc.md). There is one task, so a yield has nobody to give its time to. */
import { capabilityBit, HsxError, SVC, svcModule } from '@hsx/isa';
import type { HostClock, LogLine, MaybePromise } from '../host.js';
import type { Call, Outcome, Service } from './service.js';

/** Most bytes of a line of the log. */
const LOG_MAX = 255;
const LOG_LEVELS: readonly LogLine['level'][] = ['error', 'warning', 'info', 'debug'];

export interface ExecHost {
  clock: HostClock;
  /** Raised when the run shall end: nothing is waited for then. */
  signal: AbortSignal | undefined;
  log: ((line: LogLine) => void) | undefined;
  /** Capability bits of the machine, without those of modules. */
  machineCaps: number;
  isBuiltIn(module: number): boolean;
}

export function execService({ clock, signal, log, machineCaps, isBuiltIn }: ExecHost): Service {
  return {
    module: SVC.EXEC_SLEEP_MS >> 8,
    abi: 0x0100,
    features: 0,
    call(call: Call): MaybePromise<Outcome> {
      switch ((this.module << 8) | call.fn) {
        case SVC.EXEC_SLEEP_MS: {
          const slept = clock.sleep(call.arg(0), signal);
          return slept === undefined ? {} : slept.then(() => ({}));
        }
        case SVC.EXEC_YIELD:
        case SVC.EXEC_VMEM_FLUSH:
          return {};
        case SVC.EXEC_GET_CAPS:
          return { r1: (machineCaps | moduleCaps(isBuiltIn)) >>> 0 };
        case SVC.EXEC_LOG: {
          const level = LOG_LEVELS[call.arg(0)];
          const text = call.readString(call.arg(1), LOG_MAX);
          if (level === undefined) throw new HsxError('EINVAL', `there is no log level ${call.arg(0)}`);
          if (text === undefined) throw new HsxError('EINVAL', `a line of the log has at most ${LOG_MAX} bytes`);
          log?.({ level, text });
          return {};
        }
        default:
          throw new HsxError('ENOSYS', `EXEC has no function ${call.fn}`);
      }
    },
  };
}

const MODULES = 16;

function moduleCaps(isBuiltIn: (module: number) => boolean): number {
  let caps = 0;
  for (let module = 0; module < MODULES; module++) {
    const capability = svcModule(module)?.capability;
    if (capability !== undefined && isBuiltIn(module)) caps |= capabilityBit(capability);
  }
  return caps;
}
