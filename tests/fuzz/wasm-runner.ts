/** Runs wasm32 modules beside this thread, so that one that never ends can be given up. */
import { Worker } from 'node:worker_threads';

/** Milliseconds that all calls of one program may take. */
const PATIENCE = 2_000;

const WORKER = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', async ({ bytes, calls }) => {
  try {
    const { instance } = await WebAssembly.instantiate(bytes);
    parentPort.postMessage(calls.map(([name, n]) => instance.exports[name](n) >>> 0));
  } catch (error) {
    parentPort.postMessage(String(error));
  }
});`;

export type Call = readonly [name: string, argument: number];

export class WasmRunner {
  private worker: Worker | undefined;

  /** Ends the thread. */
  close(): void {
    void this.worker?.terminate();
    this.worker = undefined;
  }

  /** The results in order; a text when the program trapped or did not end. */
  async run(bytes: Uint8Array, calls: readonly Call[]): Promise<number[] | string> {
    const worker = this.worker ?? new Worker(WORKER, { eval: true });
    this.worker = worker;
    worker.ref();
    return await new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.worker = undefined;
        void worker.terminate();
        worker.removeAllListeners();
        resolve('does not end');
      }, PATIENCE);
      worker.once('message', (answer: number[] | string) => {
        clearTimeout(timer);
        worker.unref();
        resolve(answer);
      });
      worker.postMessage({ bytes, calls });
    });
  }
}
