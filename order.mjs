import fs from 'node:fs'

const { buildWorker } = await import('./scripts/build-worker.ts')
const { outputs } = await buildWorker()
const n = Object.keys(outputs).find((n) => outputs[n]?.entryPoint === 'src/desk/api/routes.ts')
console.log(
  JSON.parse(fs.readFileSync(n + '.map', 'utf8'))
    .sources.map((s) => s.replace('../../', ''))
    .join('\n'),
)
