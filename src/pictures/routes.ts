/** Pictures have to wait for their page, and so does what answers them. */
import { Hono } from 'hono'
import type { AppEnv } from '../edge/app-context.ts'
import { EMBEDDABLE } from '../edge/security-headers.ts'

const importAnswers = async () => (await import('./answers.ts')).answers

export const pictures = new Hono<AppEnv>()
  // Mails, feed readers and agencies' sites show them.
  .use('/pictures/*', async (c, next) => {
    for (const [name, value] of Object.entries(EMBEDDABLE)) c.header(name, value)
    await next()
  })
  .get('/pictures/social/:slug/:name', async (c) => (await importAnswers()).headline(c))
  .get('/pictures/:id', async (c) => (await importAnswers()).picture(c))
  .get('/pictures/:id/:name', async (c) => (await importAnswers()).variant(c))
