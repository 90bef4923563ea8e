import Queue from 'p-queue'

/** Works through a list, `concurrency` at a time; the first error stops it after what is under way. */
export async function eachInParallel<T>(items: readonly T[], concurrency: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = new Queue({ concurrency })
  let failed: { error: unknown } | undefined
  for (const item of items)
    void queue.add(async () => {
      try {
        await work(item)
      } catch (error) {
        failed ??= { error }
        queue.clear()
      }
    })
  await queue.onIdle()
  if (failed) throw failed.error
}
