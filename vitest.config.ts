import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/claude-code*.test.ts', 'test/e2e/codex.test.ts'],
    testTimeout: 20_000,
    // A busy machine may take longer than the usual second.
    expect: { poll: { timeout: 10_000 } },
    maxWorkers: 2,
  },
});
