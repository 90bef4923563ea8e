/** What wrangler runs before it serves or deploys: static files and the manifest first, then the Worker that names them. */
import { join } from 'node:path'
import { underBuildLock } from './build-lock.ts'

await underBuildLock(join(import.meta.dirname, '../.dateline/build.lock'), async () => {
  await import('./build-assets.ts')
  const { buildWorker } = await import('./build-worker.ts')
  await buildWorker()
})
