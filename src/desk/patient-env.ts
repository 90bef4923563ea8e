/**
 * Nobody at the desk waits for what never answers: every call of an object or of R2 comes to an end. What takes long by nature (an import, a
 * backup) is many calls, so that it may take as long as it likes while each of them is answered.
 */
import { patientBinding, patientObject } from '../edition/patient-binding.ts'
import { patientBody } from './patient-body.ts'

/** As long as somebody looks at a page that doesn't come. */
const READING_MS = 8000
/** The press itself gives KV five seconds and a purge ten; a page's own requests end after twenty. */
const ORDER_MS = 15_000
/** One piece of an import or a restore, a picture of 20 MB on its way to R2, a letter that a provider may take 30 seconds to take. */
const PIECE_MS = 60_000
const IN_PIECES =
  /^\/(?:api\/(?:import|restore|export|backup|adopt|reprint|subscribers|pictures)(?:\/|\.|$)|(?:api|desk)\/newsletters\/.+\/test$|desk\/pictures(?:\/|$))/

/** The bindings for this request. What isn't named here has limits of its own (KV in `edition`, the limiter in `edge`). */
export function patientEnv(env: Env, { method, path }: { method: string; path: string }): Env {
  const ms = patienceFor(method, path)
  return {
    ...env,
    ...(env.PRESS && { PRESS: patientNamespace(env.PRESS, ms) }),
    ...(env.MAILING_LIST && { MAILING_LIST: patientNamespace(env.MAILING_LIST, ms) }),
    ...(env.READERSHIP && { READERSHIP: patientNamespace(env.READERSHIP, ms) }),
    ...(env.SEARCH && { SEARCH: patientNamespace(env.SEARCH, ms) }),
    ...(env.PICTURES && { PICTURES: patientBucket(env.PICTURES, ms) }),
    ...(env.ASSETS && { ASSETS: patientObject(env.ASSETS, READING_MS) }),
  }
}

/** Milliseconds that one call may take. */
export function patienceFor(method: string, path: string) {
  if (isReading(method)) return /^\/api\/(?:export|backup)/.test(path) ? PIECE_MS : READING_MS
  return IN_PIECES.test(path) ? PIECE_MS : ORDER_MS
}

/** Whether a request changes nothing, whatever becomes of it. */
export const isReading = (method: string) => method === 'GET' || method === 'HEAD'

const patientNamespace = <T extends Env['PRESS' | 'MAILING_LIST' | 'READERSHIP' | 'SEARCH']>(namespace: T, ms: number): T =>
  ({ idFromName: (name: string) => namespace.idFromName(name), get: (id: DurableObjectId) => patientObject(namespace.get(id), ms) }) as unknown as T

/** A file's bytes may take longer than their name, and come piece by piece. */
function patientBucket(bucket: R2Bucket, ms: number): R2Bucket {
  const patient = patientBinding(bucket, ms)
  const get = async (...asked: Parameters<R2Bucket['get']>) => {
    const object = await patient.get(...asked)
    return object && patientBody(object, ms)
  }
  return new Proxy(patient, { get: (target, name) => (name === 'get' ? get : Reflect.get(target, name)) })
}
