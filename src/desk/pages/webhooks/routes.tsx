/** Webhooks at the desk, for admins. A secret is shown once, in the answer that makes it. */
import { Hono } from 'hono'
import type { DeskEnv } from '../desk-context.ts'
import { needing } from '../layout/refusal-pages.tsx'
import { addWebhook, listWebhooks } from './list-handlers.tsx'
import { obey, showWebhook } from './webhook-handlers.tsx'

export const webhooks = new Hono<DeskEnv>()
  .get('/desk/webhooks', needing('admin', listWebhooks))
  .post('/desk/webhooks', needing('admin', addWebhook))
  .get('/desk/webhooks/:id', needing('admin', showWebhook))
  .post('/desk/webhooks/:id', needing('admin', obey))
