import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (name: string) => fileURLToPath(new URL(`./packages/${name}/src/index.ts`, import.meta.url));

/** Tests run on the TypeScript sources; only tests that start the `hsx` command need the built files. */
export default defineConfig({
  resolve: {
    alias: [{ find: /^@hsx\/([a-z]+)$/, replacement: `${source('NAME').replace('NAME', '$1')}` }],
  },
  test: {
    include: ['packages/*/src/**/*.spec.ts', 'tests/**/*.spec.ts', 'examples/**/*.spec.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
