/** Everything that can be checked without running the site: `npm run check`. */
import { join } from 'node:path'
import { BIN, type Finished, root, runNode } from './run-node.ts'

type Check = { name: string; run: () => Promise<Finished> }

const CHECKS: readonly Check[] = [
  { name: 'types of the Worker', run: () => runNode([BIN.tsc, '--noEmit', '-p', 'tsconfig.json']) },
  { name: 'types of scripts and tests', run: () => runNode([BIN.tsc, '--noEmit', '-p', 'tsconfig.node.json']) },
  { name: 'types of browser scripts', run: () => runNode([BIN.tsc, '--noEmit', '-p', 'tsconfig.browser.json']) },
  { name: 'format and lint', run: () => runNode([BIN.biome, 'check', '--error-on-warnings', '--max-diagnostics=40']) },
  { name: 'imports run downwards', run: () => runNode(['scripts/check-imports.ts']) },
  { name: 'dead code', run: () => runNode([BIN.knip, '--no-progress']) },
  // An empty env file: a developer's own `.dev.vars` says nothing about the Worker's bindings.
  {
    name: 'types of the bindings',
    run: () => runNode([BIN.wrangler, 'types', 'src/env.d.ts', '--check', '--include-runtime=false', '--env-file=scripts/no.env']),
  },
  { name: 'the Worker bundles', run: () => runNode([BIN.wrangler, 'deploy', '--dry-run', '--outdir', join(root, '.dateline/bundle')]) },
]

/** Runs every check and says how each went. */
export async function check(say: (line: string) => void): Promise<{ passed: number; failed: number }> {
  const assets = await runNode(['scripts/build.ts'])
  if (assets.code !== 0) say(assets.output)
  let failed = assets.code === 0 ? 0 : 1
  for (const { name, run } of CHECKS) {
    const { code, output } = await run()
    say(`${code === 0 ? 'ok    ' : 'FAILED'} ${name}`)
    if (code === 0) continue
    failed++
    say(output)
  }
  return { passed: CHECKS.length + 1 - failed, failed }
}

if (import.meta.main) {
  const { failed } = await check(console.log)
  process.exit(failed === 0 ? 0 : 1)
}
