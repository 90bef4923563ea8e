/**
 * Trusted Types: htmx may parse HTML that comes from our own pages, and runs no script in it. The policy is created once, so that nothing
 * else on the page can have it.
 */
type Htmx = { registerExtension(name: string, extension: { init(api: { initSecurity(policy: object): void }): void }): void }

/** Where build-assets.ts put checks-worker.ts. */
declare const CHECKS_WORKER: string

/** The only script that is started by its address. */
const ownWorker = (address: string) => (address === CHECKS_WORKER ? address : '')

export function trustOurHtml() {
  const { htmx, trustedTypes } = window as unknown as {
    htmx?: Htmx
    trustedTypes?: { createPolicy(name: string, rules: object): { createScriptURL(address: string): object } }
  }
  const policy = trustedTypes?.createPolicy('dateline', { createHTML: (html: string) => html, createScript: () => '', createScriptURL: ownWorker })
  // Whoever checks copy asks for the worker by this event, and gets it from its `detail`.
  document.addEventListener('desk:checks-worker', (event) => {
    const take = (event as CustomEvent<(worker: Worker) => void>).detail
    take(new Worker((policy?.createScriptURL(CHECKS_WORKER) ?? CHECKS_WORKER) as string))
  })
  htmx?.registerExtension('trusted-html', {
    init: (api) => {
      if (policy) api.initSecurity(policy)
    },
  })
}
