/** Makes a variant, and tells the press how many transformations that took: operators see them counted in the health check. */
import { pressStub } from '../edition/last-good-copy.ts'
import { within } from '../edition/within.ts'
import { countedImages } from './counted-images.ts'
import { makeAndStoreVariant } from './make-variant.ts'
import { createPublicFile } from './public-file.ts'
import type { Variant } from './variant.ts'

/** The reader for whom it was made waits no longer for the count; nor is it worth an error. */
const PATIENCE_MS = 1000

/** The file for readers, made again: of a HEIC by a transformation. */
export async function createPublicFileCounted(env: Env, { IMAGES, PICTURES }: Pick<Env, 'IMAGES' | 'PICTURES'>, id: string, log: Making['log']) {
  const images = countedImages(IMAGES)
  const made = await createPublicFile({ IMAGES: images, PICTURES }, id)
  await countOrLog(env, images.count, log)
  return made
}

type Counter = { countTransformations(count: number): Promise<void> }
type Making = { id: string; variant: Variant; log: (line: Record<string, unknown>) => void }

export async function makeVariantCounted(env: Env, { IMAGES, PICTURES }: Pick<Env, 'IMAGES' | 'PICTURES'>, { id, variant, log }: Making) {
  const images = countedImages(IMAGES)
  const made = await makeAndStoreVariant({ IMAGES: images, PICTURES }, id, variant, log)
  await countOrLog(env, images.count, log)
  return made
}

async function countOrLog(env: Env, count: number, log: Making['log']) {
  if (count === 0) return
  try {
    await within(PATIENCE_MS, (pressStub(env) as Counter).countTransformations(count))
  } catch (error) {
    log({ event: 'transformations-not-counted', count, error: String(error) })
  }
}
