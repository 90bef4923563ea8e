/** The few kinds of JSON Schema (2020-12) that answers are described with. */
export type JsonSchema = { [key: string]: unknown }

export const text = { type: 'string' }
export const number = { type: 'integer' }
export const flag = { type: 'boolean' }
export const moment = { type: 'string', format: 'date-time' }
export const listOf = (items: JsonSchema) => ({ type: 'array', items })
export const refTo = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })

/** Properties whose name ends with `?` may be absent. */
export function object(properties: Record<string, JsonSchema>, description?: string): JsonSchema {
  const names = Object.keys(properties)
  return {
    type: 'object',
    ...(description && { description }),
    properties: Object.fromEntries(names.map((name) => [name.replace('?', ''), properties[name]])),
    required: names.filter((name) => !name.endsWith('?')),
  }
}
export const pageOf = (items: JsonSchema) =>
  object({ items: listOf(items), 'nextCursor?': { ...text, description: 'Send this as `cursor` to get the next page.' } })
