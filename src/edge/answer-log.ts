/**
 * One line of log, and one count, for some of readers' requests and for each that failed. Neither has an address, a query, a cookie or a
 * browser's name: the route is its pattern, never its path. Loaded when there is something to say.
 */
import type { Hono } from 'hono'
import type { RouterRoute } from 'hono/types'
import { routingPath } from './address.ts'
import type { AppEnv } from './app-context.ts'
import { count } from './counters.ts'
import { logFor } from './log.ts'

type Routes = Pick<Hono<AppEnv>, 'router'>

/**
 * `from`: who answered. `ms`: how long it took, as far as the platform's clock shows, which stands still but for what is waited for. `oneIn`:
 * how many answers this one stands for.
 */
export type AnswerRecord = { request: Request; status: number; from: 'memory' | 'front-cache' | 'site'; ms: number; oneIn: number }

export function logAnswer(env: object, routes: Routes, { request, status, from, ms, oneIn }: AnswerRecord) {
  const { method } = request
  const route = routeOf(routes, method, routingPath(request))
  // Calls of the API have lines of their own.
  if (route.startsWith('/api/')) return
  const requestId = request.headers.get('cf-ray') ?? crypto.randomUUID()
  logFor(requestId)({ event: 'answer', method, route, status, from, ms, oneIn })
  count(env, requestId, { indexes: [route], blobs: [method, route, String(status), from], doubles: [ms, oneIn] })
}

/** The pattern of the route that takes the path; `unknown` where none does. */
export function routeOf({ router }: Routes, method: string, path: string): string {
  const [taken] = router.match(method === 'HEAD' ? 'GET' : method, path)
  return taken.map(([[, route]]) => route).find(isRoute)?.path ?? 'unknown'
}

/** Of what takes every method, most is middleware, and these are departments. */
const isRoute = ({ method, path }: RouterRoute) => method !== 'ALL' || /^\/(?:api|desk)\//.test(path)
