/** Entry of `npm run fuzz:debug`: loads the TypeScript sources, like the tests do, and runs the command line. */
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const source = (name) => fileURLToPath(new URL(`../../packages/${name}/src/index.ts`, import.meta.url));
const { module } = await runnerImport(fileURLToPath(new URL('fuzz.ts', import.meta.url)), {
  resolve: { alias: [{ find: /^@hsx\/([a-z]+)$/, replacement: source('NAME').replace('NAME', '$1') }] },
  logLevel: 'error',
});
process.exitCode = await module.main(process.argv.slice(2));
