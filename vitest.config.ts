import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    // Without this, graphql loads once as ESM and once as CommonJS, and its instanceof checks fail.
    alias: { graphql: 'graphql/index.js' },
  },
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/stores.ts'],
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
