/** What wrangler runs before it serves or deploys: static files and the manifest first, then the Worker that names them. */
import './build-assets.ts'
import { buildWorker } from './build-worker.ts'

await buildWorker()
