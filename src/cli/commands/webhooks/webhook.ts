/** A webhook as the API answers it. */
export type Webhook = { id: string; url: string; events: string[]; note?: string; state: string; failures: number; waiting: number; secret?: string }

export const webhookPath = (id: string, below = '') => `/api/webhooks/${encodeURIComponent(id)}${below}`
