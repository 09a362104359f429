/** Builds GraphiQL into dist/graphiql, which src/server/explorer.ts serves. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/graphiql/',
  build: {
    outDir: fileURLToPath(new URL('../../dist/graphiql', import.meta.url)),
    emptyOutDir: true,
    // Measuring takes longer than it is worth, and an editor is as large as it is.
    reportCompressedSize: false,
    chunkSizeWarningLimit: 10_000,
    // React's packages are full of 'use client', which means nothing to a page without a server side.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
});
