/** Trusted Types: the one script of the desk that is started by its address is the worker that checks copy. */
import { createPolicy } from '../../page/scripts/trusted-types.ts'

/** Where build-assets.ts put checks-worker.ts. */
declare const CHECKS_WORKER: string

export function trustChecksWorker() {
  const policy = createPolicy('dateline', { createScriptURL: (address) => (address === CHECKS_WORKER ? address : '') })
  // Whoever checks copy asks for the worker by this event, and gets it from its `detail`.
  document.addEventListener('desk:checks-worker', (event) => {
    const take = (event as CustomEvent<(worker: Worker) => void>).detail
    take(new Worker(policy?.createScriptURL(CHECKS_WORKER) ?? CHECKS_WORKER))
  })
}
