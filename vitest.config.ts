import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

/** Inputs that failed once stand in a folder beside the repository, where there is one; by name, in Base64. */
const CASES_FOLDER = join(import.meta.dirname, '../shared/cases')
const names = existsSync(CASES_FOLDER) ? readdirSync(CASES_FOLDER) : []
const CASES = Object.fromEntries(names.map((name) => [name, readFileSync(join(CASES_FOLDER, name), 'base64')]))

/** Only what hangs is ended: a busy machine is no failure. */
const PATIENCE_MS = 120_000

/** Three kinds of tests: in Node (rules and routes), in the Workers runtime, and in a real browser before the real site. */
export default defineConfig({
  test: {
    silent: 'passed-only',
    projects: [
      {
        test: {
          name: 'node',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/**/*.workers.test.ts', 'test/journeys/**'],
          testTimeout: PATIENCE_MS,
        },
      },
      {
        plugins: [
          cloudflareTest({
            main: './src/worker.ts',
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: {
                DATELINE_ENV: 'development',
                ATTACK_SECONDS: process.env.ATTACK_SECONDS ?? '',
                ATTACK_SEED: process.env.ATTACK_SEED ?? '',
                EVERY_MOMENT: process.env.EVERY_MOMENT ?? '',
                GROWTH_SIZES: process.env.GROWTH_SIZES ?? '',
                CASES,
              },
            },
          }),
        ],
        test: { name: 'workers', include: ['test/**/*.workers.test.ts'], testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS },
      },
      {
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          globalSetup: ['test/journeys/site.ts'],
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
          fileParallelism: false,
        },
      },
    ],
  },
})
