/**
 * What an order made and what is shown once, such as a link that lets somebody in. It goes to the page that shows it in a cookie of the browser
 * that asked: in no address, no log and no table. Loaded again, that page gives no order, and has nothing secret any more.
 */
import * as v from 'valibot'
import type { DeskContext } from '../desk-context.ts'

const NAME = '__Host-desk-once'
const cookie = (value: string, seconds: number) => `${NAME}=${value}; Path=/; Max-Age=${seconds}; Secure; HttpOnly; SameSite=Strict`

export function showOnce(c: DeskContext, path: string, shown: Readonly<Record<string, string>>) {
  c.header('Set-Cookie', cookie(encodeURIComponent(JSON.stringify(shown)), 60), { append: true })
  return c.redirect(path, 303)
}

/** Nothing where there is none, or where it is another page's. */
export function shownOnce<T extends v.GenericSchema>(c: DeskContext, schema: T): v.InferOutput<T> | undefined {
  const cookies = (c.req.header('cookie') ?? '').split(';').map((one) => one.trim())
  const value = cookies.find((one) => one.startsWith(`${NAME}=`))?.slice(NAME.length + 1)
  const parsed = v.safeParse(schema, value && jsonIn(value))
  if (!parsed.success) return undefined
  c.header('Set-Cookie', cookie('', 0), { append: true })
  return parsed.output
}

function jsonIn(value: string): unknown {
  try {
    return JSON.parse(decodeURIComponent(value))
  } catch {
    // Whoever changes their own cookie is shown nothing.
    return undefined
  }
}
