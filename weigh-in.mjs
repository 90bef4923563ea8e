const { buildWorker } = await import('./scripts/build-worker.ts')
const { outputs } = await buildWorker()
const n = Object.keys(outputs).find((n) => outputs[n]?.entryPoint === 'src/desk/api/routes.ts')
console.log(outputs[n].bytes)
const s = 0
for (const [f, { bytesInOutput }] of Object.entries(outputs[n].inputs).sort())
  if (process.argv[2] ? f.includes(process.argv[2]) : true) console.log(bytesInOutput, f)
