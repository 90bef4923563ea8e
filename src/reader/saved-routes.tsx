import { Hono } from 'hono'
import type { AppEnv } from '../edge/app-context.ts'

export const savedPages = new Hono<AppEnv>()
  .get('/saved', async (c) => (await import('./saved-pages.tsx')).respondSaved(c))
  .get('/offline', async (c) => (await import('./saved-pages.tsx')).respondOffline(c))
