/** Pictures have to wait for their page, and so does what answers them. */
import { Hono } from 'hono'
import type { AppEnv } from '../edge/app-context.ts'

const importAnswers = async () => (await import('./answers.ts')).answers

export const pictures = new Hono<AppEnv>()
  .get('/pictures/social/:slug/:name', async (c) => (await importAnswers()).headline(c))
  .get('/pictures/:id', async (c) => (await importAnswers()).picture(c))
  .get('/pictures/:id/:name', async (c) => (await importAnswers()).variant(c))
