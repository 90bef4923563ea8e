/** Signatures by Standard Webhooks (standardwebhooks.com): one for each secret that is still good. Loaded with the first delivery. */
import { Webhook } from 'standardwebhooks'

export const signatures = (secrets: readonly string[], { id, at, body }: { id: string; at: Date; body: string }) =>
  secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' ')
