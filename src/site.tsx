/** The contents page: middleware in order, every department mounted. */
import { Hono } from 'hono'

export const site = new Hono<{ Bindings: Env }>()
