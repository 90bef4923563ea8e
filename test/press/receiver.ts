/** Somebody else's server, which checks signatures with the reference library, and answers as it is told. */
import { Webhook } from 'standardwebhooks'
import type { WebhookEventName, WebhookPayload } from '../../src/copy/shapes/webhook.ts'
import { WEBHOOK_EVENTS } from '../../src/copy/shapes/webhook.ts'
import { ADMIN, type Room } from './newsroom.ts'

export const SECRET = `whsec_${btoa('a secret of thirty-two letters!!')}`
export const OTHER_SECRET = `whsec_${btoa('another secret, also long enough')}`
export const THIRD_SECRET = `whsec_${btoa('a third secret; it is long, too.')}`

export type Got = { url: string; id: string; at: number; signature: string; body: string; payload: WebhookPayload; init: RequestInit }

export class Receiver {
  got: Got[] = []
  answer: (got: Got) => Response | Promise<Response> = () => new Response(null, { status: 204 })

  fetch = async (url: string, init: RequestInit) => {
    const headers = new Headers(init.headers)
    const body = String(init.body)
    const got: Got = {
      url,
      body,
      init,
      id: headers.get('webhook-id') ?? '',
      at: Number(headers.get('webhook-timestamp')),
      signature: headers.get('webhook-signature') ?? '',
      payload: body.startsWith('{') ? JSON.parse(body) : { type: 'none' },
    }
    this.got.push(got)
    return this.answer(got)
  }

  types = () => this.got.map(({ payload }) => payload.type)
}

/** Throws where the signature isn't of this secret. */
export const verify = ({ id, at, signature, body }: Got, secret = SECRET) =>
  new Webhook(secret).verify(body, { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': signature }) as WebhookPayload

/** A newsroom whose clock is ours, because the library looks at it. */
export function listening(room: Room, receiver = new Receiver()) {
  room.time.now = Math.floor(Date.now() / 1000) * 1000
  room.press.outside = { fetch: receiver.fetch, mayBeLocal: false, hub: undefined, random: () => 0 }
  return receiver
}

export async function addWebhook({ press }: Room, { id = 'hook', events = [...WEBHOOK_EVENTS] }: { id?: string; events?: WebhookEventName[] } = {}) {
  const url = `https://${id}.example.org/in`
  const added = await press.addWebhook({ id, url, events, secret: SECRET }, ADMIN)
  if (!added.ok) throw new Error(JSON.stringify(added))
  return added.webhook
}

/** Alarms until nothing is on its way, with so many seconds between. */
export async function deliver(room: Room, { seconds = 1, rounds = 3 } = {}) {
  for (let n = 0; n < rounds; n++) {
    await room.press.alarm()
    await room.press.courier.idle()
    room.time.now += seconds * 1000
  }
}

export async function logOf({ press }: Room, id = 'hook') {
  const log = await press.webhookLog(id, { limit: 200 })
  if (!log.ok) throw new Error(log.reason)
  return log.items
}
