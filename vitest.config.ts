import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

/** Inputs that failed once stand in a folder beside the repository, where there is one; by name, in Base64. */
const CASES_FOLDER = join(import.meta.dirname, '../shared/cases')
const names = existsSync(CASES_FOLDER) ? readdirSync(CASES_FOLDER) : []
const CASES = Object.fromEntries(names.map((name) => [name, readFileSync(join(CASES_FOLDER, name), 'base64')]))

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
        },
      },
      {
        plugins: [
          cloudflareTest({
            main: './src/worker.ts',
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: { DATELINE_ENV: 'development', ATTACK_SECONDS: process.env.ATTACK_SECONDS ?? '', ATTACK_SEED: process.env.ATTACK_SEED ?? '', CASES },
            },
          }),
        ],
        test: { name: 'workers', include: ['test/**/*.workers.test.ts'], testTimeout: 30_000 },
      },
      {
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          globalSetup: ['test/journeys/site.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
