/**
 * Trusted Types for htmx, in htmx's own file, so that no fragment arrives before it: htmx may parse the HTML that it fetches, which
 * `connect-src 'self'` lets come from this site alone, and puts no text into scripts.
 */
import { createPolicy } from './trusted-types.ts'

declare const htmx: { registerExtension(name: string, extension: { init(api: { initSecurity(policy: object): void }): void }): void }

const policy = createPolicy('htmx', { createHTML: (html) => html, createScript: () => '' })
if (policy) htmx.registerExtension('trusted-html', { init: (api) => api.initSecurity(policy) })
