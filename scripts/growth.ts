/**
 * `npm run growth -- [seconds] [seed]`: random pieces, repeated up to the greatest that may be sent, at every place where text comes in
 * or goes out. Another seed each time, unless one is given; what grows too fast is printed with it.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { BIN, QUIET_ENV, root, runNode } from './run-node.ts'

const [seconds = '600', seed = String(Math.floor(Math.random() * 2 ** 31))] = process.argv.slice(2)
if (![seconds, seed].every((it) => /^\d{1,10}$/.test(it))) {
  console.error('Enter the number of seconds and a seed: npm run growth -- 600 14')
  process.exit(2)
}
if (!existsSync(join(root, 'src/build/manifest.ts'))) await runNode(['scripts/build.ts'])
console.log(`Looking for ${seconds} seconds, with seed ${seed}.`)
const env = { ...process.env, ...QUIET_ENV, GROWTH_SECONDS: seconds, GROWTH_SEED: seed }
spawn(process.execPath, [BIN.vitest, 'run', '--project', 'node', 'test/growth/random-pieces.test.ts'], {
  cwd: root,
  env,
  stdio: ['ignore', 'inherit', 'inherit'],
}).on('close', (code) => process.exit(code ?? 1))
