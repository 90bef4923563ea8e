/** Published prices in US dollars, without what is included and with it. `read`: the day, and where. */
export const READ = '2026-11-26'

export const SOURCES = {
  workers: 'https://developers.cloudflare.com/workers/platform/pricing/',
  cache: 'https://developers.cloudflare.com/workers/cache/#billing',
  kv: 'https://developers.cloudflare.com/kv/platform/pricing/',
  objects: 'https://developers.cloudflare.com/durable-objects/platform/pricing/',
  r2: 'https://developers.cloudflare.com/r2/pricing/',
  images: 'https://developers.cloudflare.com/images/pricing/',
  server: 'https://www.digitalocean.com/pricing/droplets',
  cdn: 'https://www.cloudflare.com/plans/',
  mailgun: 'https://www.mailgun.com/pricing/',
  ses: 'https://aws.amazon.com/ses/pricing/',
} as const

/** Dollars a month for an account, whatever it does. */
export const PLAN = 5

/** `each`: dollars for a million. `included`: in a month's plan, in millions. */
export const PRICES = {
  requests: { each: 0.3, included: 10 },
  cpuMs: { each: 0.02, included: 30 },
  kvKeys: { each: 0.5, included: 10 },
  objectCalls: { each: 0.15, included: 1 },
  objectGbSeconds: { each: 12.5, included: 0.4 },
  rowsWritten: { each: 1, included: 50 },
  pictureReads: { each: 0.36, included: 10 },
} as const
export type Meter = keyof typeof PRICES

/** Each variant of a picture is made once and stored: the first 5,000 in a month cost nothing, then so much for each. */
export const TRANSFORMATIONS = { each: 0.5 / 1000, included: 5000 }

/** Ghost, dollars a month: two cores and 4 GB with weekly backups, a CDN's plan, and 50,000 letters. */
export const GHOST = { server: 24, backups: 24 * 0.2, cdn: 25, mail: 35 }
/** Dateline sends through any of several; this is the cheapest, for a thousand letters. */
export const LETTERS = { thousands: 50, each: 0.1 }
