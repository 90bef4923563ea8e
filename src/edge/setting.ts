/** Variables and secrets that a deployment may set or leave out. They are not in the generated `Env`, which lists bindings. */
export function readSetting(env: object, name: string): string | undefined {
  const value: unknown = (env as Record<string, unknown>)[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}
