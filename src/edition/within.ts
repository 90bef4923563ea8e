/**
 * The work's own answer, or an error after so many milliseconds: what we depend on may also say nothing at all, and nobody is
 * to wait for that. The work itself goes on; what it comes to after that is nobody's.
 */
export function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No answer within ${ms} ms.`)), ms)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
