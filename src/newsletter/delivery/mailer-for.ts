import type { Mailer } from './mailer.ts'

/** By configuration (vars and secrets); undefined where none is configured. */
export async function mailerFor(_env: Env, _purpose: 'confirmation' | 'letters'): Promise<Mailer | undefined> {
  return undefined
}
