/** The thread with a large stack in which a deeply nested source is compiled. */
import { parentPort, workerData } from 'node:worker_threads';
import { type ClangJob, runClangJob } from './bundled-clang.js';

parentPort?.postMessage(runClangJob(workerData as ClangJob));
