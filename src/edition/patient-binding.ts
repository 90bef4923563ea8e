import { Unavailable, within } from './within.ts'

/** The same binding, each of whose calls comes to an answer within so many milliseconds, or to `Unavailable`. */
export const patientBinding = <T extends object>(binding: T, ms: number): T =>
  new Proxy(binding, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      return async (...asked: unknown[]) => {
        try {
          return await within(ms, Promise.resolve(member.apply(target, asked)))
        } catch (error) {
          throw error instanceof Unavailable ? error : new Unavailable(String(error), { cause: error })
        }
      }
    },
  })
