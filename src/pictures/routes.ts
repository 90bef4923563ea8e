/** Pictures have to wait for their page, and so does what answers them. */
import { Hono } from 'hono'
import type { AppContext, AppEnv } from '../edge/app-context.ts'

async function respondFrom(c: AppContext, name: 'respondHeadline' | 'respondPicture' | 'respondVariant') {
  const { orUnavailable, ...answers } = await import('./answers.ts')
  return orUnavailable(c, answers[name])
}

export const pictures = new Hono<AppEnv>()
  .get('/pictures/social/:slug/:name', async (c) => respondFrom(c, 'respondHeadline'))
  .get('/pictures/:id', async (c) => respondFrom(c, 'respondPicture'))
  .get('/pictures/:id/:name', async (c) => respondFrom(c, 'respondVariant'))
