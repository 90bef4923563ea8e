/**
 * A body that is refused is taken all the same, and thrown away: where the connection closes while somebody still sends, the
 * answer that says why never reaches them. Loaded by the first request with a body.
 */

/** More than anything of ours takes. Who sends on and on is cut off. */
const MAX_DRAINED_BYTES = 40_000_000

/** Answers; of what is refused, the rest of the body is drained first, whatever was read of it and by whom. */
export async function answerThenDrain(request: Request, answer: (request: Request) => Response | Promise<Response>): Promise<Response> {
  if (!request.body) return answer(request)
  const source = request.body.getReader()
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await source.read()
        if (done) controller.close()
        else controller.enqueue(value)
      },
    },
    { highWaterMark: 0 },
  )
  const response = await answer(new Request(request, { body }))
  // What is accepted may still be read while it is answered, as imports are.
  if (!response.ok) await drain(source)
  return response
}

async function drain(source: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    for (let drained = 0; drained < MAX_DRAINED_BYTES; ) {
      const { done, value } = await source.read()
      if (done) return
      drained += value.byteLength
    }
    await source.cancel()
  } catch {
    // Whoever sent it is gone: nobody waits for the answer.
  }
}
