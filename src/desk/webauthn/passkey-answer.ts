/** What a browser sends of a passkey, checked for its shape alone; whether it is good is for `webauthn.ts` to say. */
import * as v from 'valibot'
import { parseJson, parseWith } from '../../copy/parse.ts'
import { readText } from '../../edge/request-body.ts'

/** The largest keys and attestations there are have a few kilobytes. */
const MAX_BYTES = 50_000

const Base64Url = v.pipe(v.string(), v.regex(/^[\w-]+$/), v.maxLength(20_000))
const Credential = { id: v.pipe(Base64Url, v.maxLength(1400)), rawId: Base64Url, type: v.literal('public-key') }
const Extensions = v.optional(v.record(v.string(), v.unknown()), {})

export const SignInAnswer = v.object({
  ...Credential,
  clientExtensionResults: Extensions,
  response: v.object({ clientDataJSON: Base64Url, authenticatorData: Base64Url, signature: Base64Url, userHandle: v.optional(v.string()) }),
})

export const RegistrationAnswer = v.object({
  ...Credential,
  clientExtensionResults: Extensions,
  response: v.object({ clientDataJSON: Base64Url, attestationObject: Base64Url, transports: v.optional(v.array(v.pipe(v.string(), v.maxLength(30)))) }),
})

/** Undefined for what isn't one. */
export async function readPasskeyAnswer<S extends v.GenericSchema>(request: Request, schema: S): Promise<v.InferOutput<S> | undefined> {
  const text = await readText(request, MAX_BYTES)
  const json = text.ok ? parseJson(text.value) : text
  const parsed = json.ok ? parseWith(schema, json.value) : undefined
  return parsed?.ok ? parsed.value : undefined
}
