/** What readers' own script may put into a page: what it kept of the same page itself, and the service worker. */
import { createPolicy } from './trusted-types.ts'

const SERVICE_WORKER = '/sw.js'

const policy = createPolicy('dateline', { createHTML: (html) => html, createScriptURL: (address) => (address === SERVICE_WORKER ? address : '') })

export const trustHtml = (html: string) => policy?.createHTML(html) ?? html
export const trustScript = (address: string) => policy?.createScriptURL(address) ?? address
