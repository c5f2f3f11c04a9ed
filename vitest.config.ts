import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    globalSetup: ['test/setup/build-page.ts'],
    // Whole-program tests import, analyse and open a browser; two cores serve them all.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    // What was expected, and what came, whole: on another machine the message is all there is.
    chaiConfig: { truncateThreshold: 0 },
  },
})
