/** Module CORE: facts about the machine and the task (svc.md). */
import { HsxError, SVC, svcModule } from '@hsx/isa';
import { type Call, type Outcome, type Service, wordPair } from './service.js';

/** @param find the service of a module number that is built in. */
export function coreService(find: (module: number) => Service | undefined): Service {
  return {
    module: SVC.CORE_GET_STEPS >> 8,
    abi: 0x0100,
    features: 0,
    call(call: Call): Outcome {
      switch ((this.module << 8) | call.fn) {
        case SVC.CORE_GET_STEPS:
          return wordPair(call.retired());
        case SVC.CORE_GET_VERSION: {
          const number = call.arg(0);
          const service = find(number);
          if (service === undefined)
            throw new HsxError('ENOSYS', `module ${svcModule(number)?.name ?? number} is not built in`);
          return { r1: service.abi, r2: service.features };
        }
        case SVC.CORE_GET_PID:
          return { r0: call.pid };
        default:
          throw new HsxError('ENOSYS', `CORE has no function ${call.fn}`);
      }
    },
  };
}
