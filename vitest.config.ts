import { defineConfig } from 'vitest/config';

/** The folder tells the cost: unit and infra are fast; store, local, api and model start engines. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts', 'test/infra/**/*.test.ts'], testTimeout: 20_000 } },
      {
        test: {
          name: 'engines',
          include: ['test/{store,local,api,model}/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
