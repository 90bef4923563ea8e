/**
 * `npm run attack -- [seconds] [seed]`: the random editors' test on the press for ten minutes, or for so long. Another seed each
 * time, unless one is given; what it finds is made as short as it can be, and printed with the seed.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { BIN, QUIET_ENV, root, runNode } from './run-node.ts'

const TEST = 'test/press/interleaving.workers.test.ts'
const [seconds = '600', seed = String(Math.floor(Math.random() * 2 ** 31))] = process.argv.slice(2)
if (![seconds, seed].every((it) => /^\d{1,10}$/.test(it))) {
  console.error('Enter the number of seconds and a seed: npm run attack -- 600 14')
  process.exit(2)
}
if (!existsSync(join(root, 'src/build/manifest.ts'))) await runNode(['scripts/build.ts'])
console.log(`Attacking the press for ${seconds} seconds, with seed ${seed}.`)
const env = { ...process.env, ...QUIET_ENV, ATTACK_SECONDS: seconds, ATTACK_SEED: seed }
spawn(process.execPath, [BIN.vitest, 'run', '--project', 'workers', TEST], { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] }).on('close', (code) => {
  console.log(code === 0 ? `No problems found with seed ${seed}.` : `Problem found. To repeat it: npm run attack -- ${seconds} ${seed}`)
  process.exit(code ?? 1)
})
