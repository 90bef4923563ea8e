/** The press: one serial line, so that two editors never publish at once. */
import { DurableObject } from 'cloudflare:workers'

export class Press extends DurableObject<Env> {}
