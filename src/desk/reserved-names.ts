/**
 * Names that the ledger has for the newsroom's own machinery: the press itself, what was put into KV by hand, the
 * cron, whoever answers by a link, and whoever holds the deployment's first tokens. Nobody else may bear one, or one that looks like it.
 */
const RESERVED_NAMES = new Set(['press', 'kv', 'cron', 'desk', 'admin', 'approvallink'])

/** Cyrillic and Greek letters that are drawn as these. */
const LOOKALIKES: Record<string, string> = {
  ...{ а: 'a', с: 'c', ԁ: 'd', е: 'e', і: 'i', ї: 'i', ј: 'j', к: 'k', м: 'm', п: 'n', о: 'o', р: 'p', ѕ: 's', т: 't', ѵ: 'v', у: 'y', х: 'x', ո: 'n' },
  ...{ α: 'a', ε: 'e', ι: 'i', κ: 'k', μ: 'm', ν: 'v', ο: 'o', ρ: 'p', τ: 't', ı: 'i', ɑ: 'a', ѐ: 'e', ɡ: 'g', ſ: 's' },
}

export const isReservedName = (name: string) =>
  RESERVED_NAMES.has(
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '')
      .replace(/./gu, (letter) => LOOKALIKES[letter] ?? letter),
  )
