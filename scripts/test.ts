/** `npm test`: the checks, then every test. The last line counts both. */

import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { check } from './check.ts'
import { BIN, QUIET_ENV, root } from './run-node.ts'

const report = join(root, '.dateline/test-report.json')
rmSync(report, { force: true })

const checks = await check(console.log)
const code = await runVitest()
const tests = readCounts()
const failed = checks.failed + tests.failed + (code !== 0 && tests.failed === 0 ? 1 : 0)
console.log(`${checks.passed + tests.passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

function runVitest(): Promise<number> {
  return new Promise((resolve) => {
    const args = [BIN.vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)]
    spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...QUIET_ENV }, stdio: ['ignore', 'inherit', 'inherit'] }).on('close', (exit) =>
      resolve(exit ?? 1),
    )
  })
}

/** A run that died leaves no report: that is a failure, never a pass. */
function readCounts(): { passed: number; failed: number } {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests: number; numFailedTests: number }
    return { passed: numPassedTests, failed: numFailedTests }
  } catch (error) {
    console.error(`The tests didn’t write a report: ${String(error)}`)
    return { passed: 0, failed: 1 }
  }
}
