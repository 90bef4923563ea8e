/** What newsdesk doctor found. Only a `fault` makes it fail. */
export type Finding = { check: string; level: 'ok' | 'advice' | 'fault'; words: string; todo?: string }
