import { defineConfig } from 'vitest/config';

/** A real client starts a process per test and talks for seconds: one file at a time. */
export default defineConfig({
  test: {
    include: ['test/e2e/claude-code*.test.ts', 'test/e2e/codex.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
