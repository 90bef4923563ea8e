/** Makes a variant, and tells the press how many transformations that took: operators see them counted in the health check. */
import { pressStub } from '../edition/last-good-copy.ts'
import { within } from '../edition/within.ts'
import { countedImages } from './counted-images.ts'
import { makeAndStoreVariant } from './make-variant.ts'
import type { Variant } from './variant.ts'

/** The reader for whom it was made waits no longer for the count; nor is it worth an error. */
const PATIENCE_MS = 1000

type Counter = { countTransformations(count: number): Promise<void> }
type Making = { id: string; variant: Variant; log: (line: Record<string, unknown>) => void }

export async function makeVariantCounted(env: Env, { IMAGES, PICTURES }: Pick<Env, 'IMAGES' | 'PICTURES'>, { id, variant, log }: Making) {
  const images = countedImages(IMAGES)
  const made = await makeAndStoreVariant({ IMAGES: images, PICTURES }, id, variant, log)
  if (images.count > 0)
    await count(env, images.count).catch((error: unknown) => log({ event: 'transformations-not-counted', count: images.count, error: String(error) }))
  return made
}

const count = async (env: Env, transformations: number) => within(PATIENCE_MS, (pressStub(env) as Counter).countTransformations(transformations))
