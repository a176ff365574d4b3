import { defineConfig } from 'vitest/config';

/** Where `.ci/run` wants the totals written, as JSON; people read the terminal. */
const results = process.env.MUSTER_TEST_RESULTS;

/** The folder tells the cost: unit and infra are fast; store and local start engines; api and model run the whole product. */
export default defineConfig({
  test: {
    reporters: results ? ['default', ['json', { outputFile: results }]] : ['default'],
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts', 'test/infra/**/*.test.ts'], testTimeout: 20_000 } },
      {
        test: {
          name: 'engines',
          include: ['test/{store,local,browser}/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'product',
          include: ['test/{api,model,console}/**/*.test.ts'],
          globalSetup: ['test/support/synthesize.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
