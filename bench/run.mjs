/**
 * Runs a benchmark written in TypeScript on the TypeScript sources of all packages, as the tests do: `node bench/run.mjs FILE ARGS…`.
 * FILE, relative to this folder, exports `main(args): Promise<number>`, which gives the exit status.
 */
import { fileURLToPath } from 'node:url';
import { createViteServer } from 'vitest/node';

const [file, ...args] = process.argv.slice(2);
const server = await createViteServer({
  root: fileURLToPath(new URL('..', import.meta.url)),
  configFile: fileURLToPath(new URL('../vitest.config.ts', import.meta.url)),
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true, include: [] },
});
try {
  const { main } = await server.ssrLoadModule(`/bench/${file}`);
  process.exitCode = await main(args);
} finally {
  await server.close();
}
