import type { TestProject } from 'vitest/node'
import { runSite } from '../../scripts/run-site.ts'

declare module 'vitest' {
  interface ProvidedContext {
    siteUrl: string
    deskToken: string
    deskLink: string
    outbox: string
  }
}

/** One real site, with the demo edition, for all journeys. */
export default async function setup(project: TestProject) {
  const { url, token, deskLink, outbox, stop } = await runSite()
  project.provide('siteUrl', url)
  project.provide('deskToken', token)
  project.provide('deskLink', deskLink)
  project.provide('outbox', outbox)
  return stop
}
