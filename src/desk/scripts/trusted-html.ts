/**
 * Trusted Types: htmx may parse HTML that comes from our own pages, and runs no script in it. The policy is created once, so that nothing
 * else on the page can have it.
 */
type Htmx = { registerExtension(name: string, extension: { init(api: { initSecurity(policy: object): void }): void }): void }

export function trustOurHtml() {
  const { htmx, trustedTypes } = window as unknown as { htmx?: Htmx; trustedTypes?: { createPolicy(name: string, rules: object): object } }
  const policy = trustedTypes?.createPolicy('dateline', { createHTML: (html: string) => html, createScript: () => '' })
  htmx?.registerExtension('trusted-html', {
    init: (api) => {
      if (policy) api.initSecurity(policy)
    },
  })
}
