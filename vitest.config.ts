import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/support/prepare-databases.ts'],
    // PGlite compiles 10 MB of WebAssembly in each worker; a loaded CI machine takes its time over it.
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
