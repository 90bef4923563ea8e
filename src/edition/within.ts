/** What we depend on may fail, and may also say nothing at all: nobody is to wait for that. */

/** The work failed, or took longer than anybody waits. `late`: what goes on all the same, and may still come to something. */
export class Unavailable extends Error {
  late: Promise<unknown> | undefined
  constructor(message: string, { cause, late }: { cause?: unknown; late?: Promise<unknown> }) {
    super(message, { cause })
    this.late = late
  }
}

/** What the work comes to within so many milliseconds; after that, `Unavailable`. */
export function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Unavailable(`No answer within ${ms} ms.`, { late: work })), ms)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
