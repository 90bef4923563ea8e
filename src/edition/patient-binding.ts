import { Unavailable, within } from './within.ts'

/** The same binding, each of whose calls comes to an answer within so many milliseconds, or to `Unavailable`: also where it fails. */
export const patientBinding = <T extends object>(binding: T, ms: number): T =>
  withEachCall(binding, async (work) => {
    try {
      return await within(ms, work)
    } catch (error) {
      throw error instanceof Unavailable ? error : new Unavailable(String(error), { cause: error })
    }
  })

/** The same object, each of whose calls comes to an answer within so many milliseconds, or to `Unavailable`. What fails has its own error. */
export const patientObject = <T extends object>(object: T, ms: number): T => withEachCall(object, (work) => within(ms, work))

const withEachCall = <T extends object>(target: T, wait: (work: Promise<unknown>) => Promise<unknown>): T =>
  new Proxy(target, {
    get(_, name) {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      // A stub's members have no `apply` of their own: everything below them is another call.
      return async (...asked: unknown[]) => wait(Promise.resolve(Reflect.apply(member, target, asked)))
    },
  })
