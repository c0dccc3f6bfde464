/** Module TIMER: time (svc.md). Periodic events need mailboxes, which this executive does not have: ENOSYS. */
import { HsxError, SVC } from '@hsx/isa';
import type { HostClock } from '../host.js';
import { type Call, type Outcome, type Service, wordPair } from './service.js';

/** Ticks of TICK_US in a second. */
const TICK_HZ = 1_000_000;

/** Time begins when the service is made. */
export function timerService(clock: HostClock): Service {
  const start = clock.nowUs();
  return {
    module: SVC.TIMER_TICK_US >> 8,
    abi: 0x0100,
    features: 0,
    call(call: Call): Outcome {
      switch ((this.module << 8) | call.fn) {
        case SVC.TIMER_TICK_US:
          return wordPair(clock.nowUs() - start);
        case SVC.TIMER_TICK_HZ:
          return { r0: TICK_HZ };
        case SVC.TIMER_WALL_TIME:
          return wordPair(clock.wallMs());
        default:
          throw new HsxError('ENOSYS', `TIMER has no function ${call.fn}`);
      }
    },
  };
}
