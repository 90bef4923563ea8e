/** What was typed into the people page's forms, where one comes back. */
export type Typed = { name?: string; role?: string; tokenName?: string; tokenRole?: string; tokenUntil?: string; tokenUnattended?: boolean }
