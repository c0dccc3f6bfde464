import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const folder = fileURLToPath(new URL('./packages', import.meta.url));
const source = (name: string, file: string) => `${folder}/${name}/src/${file}.ts`;

/** Tests run on the TypeScript sources; only tests that start the `hsx` command need the built files. */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^@hsx\/([a-z]+)$/, replacement: source('$1', 'index') },
      { find: /^@hsx\/([a-z]+)\/([a-z-]+)$/, replacement: source('$1', '$2') },
    ],
  },
  test: {
    include: ['packages/*/src/**/*.spec.ts', 'tests/**/*.spec.ts', 'examples/**/*.spec.ts'],
    // By default vitest leaves one core free, which on a machine with two halves the speed.
    maxWorkers: availableParallelism(),
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
