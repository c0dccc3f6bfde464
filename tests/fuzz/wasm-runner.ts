/** Runs wasm32 modules beside this thread, so that one that never ends can be given up. */
import { Worker } from 'node:worker_threads';

const WORKER = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', async ({ bytes, calls }) => {
  try {
    const { instance } = await WebAssembly.instantiate(bytes);
    parentPort.postMessage(calls.map(([name, n]) => instance.exports[name](n) >>> 0));
  } catch (error) {
    parentPort.postMessage(String(error));
  }
});
parentPort.postMessage('ready');`;

export type Call = readonly [name: string, argument: number];

export class WasmRunner {
  private worker: Worker | undefined;

  /** Ends the thread. */
  close(): void {
    void this.worker?.terminate();
    this.worker = undefined;
  }

  /** The results in order; a text when the program trapped or did not end within `patience` milliseconds. */
  async run(bytes: Uint8Array, calls: readonly Call[], patience: number): Promise<number[] | string> {
    const worker = this.worker ?? new Worker(WORKER, { eval: true });
    worker.ref();
    // Starting a thread takes its time on a busy machine.
    if (this.worker === undefined) await new Promise((resolve) => worker.once('message', resolve));
    this.worker = worker;
    return await new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.worker = undefined;
        void worker.terminate();
        worker.removeAllListeners();
        resolve('does not end');
      }, patience);
      worker.once('message', (answer: number[] | string) => {
        clearTimeout(timer);
        worker.unref();
        resolve(answer);
      });
      worker.postMessage({ bytes, calls });
    });
  }
}
