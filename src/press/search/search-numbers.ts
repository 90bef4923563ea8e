/** Singular and plural of English words, each from the other. A form that does not exist finds nothing and does no harm. */

const IRREGULAR = new Map<string, string>()
for (const pair of `child children,person people,foot feet,tooth teeth,goose geese,mouse mice,ox oxen,penny pence,die dice,criterion criteria,
  phenomenon phenomena,medium media,datum data,bacterium bacteria,curriculum curricula,memorandum memoranda,referendum referenda,index indices,
  matrix matrices,appendix appendices,cactus cacti,nucleus nuclei,alumnus alumni,fungus fungi,formula formulae,quiz quizzes,bureau bureaux,
  plateau plateaux,chateau chateaux`.split(',')) {
  const [one = '', many = ''] = pair.trim().split(' ')
  IRREGULAR.set(one, many).set(many, one)
}

/** They end as plurals do and are none, or mean something else without the end: never taken for a form of another word. */
const STEADY = new Set(
  `news goods means series species always perhaps this thus does was has his its yes less plus christmas economics athletics mathematics hamas paris texas
  lagos laos dallas kansas arkansas honduras barbados mars wales athens naples brussels cannes nantes james charles thomas lucas jonas jones williams adams
  evans davies hughes`.split(/\s+/),
)

const MIN_LETTERS = 3

export function otherNumbersOf(word: string): string[] {
  if (!/^[a-z0-9]{3,}$/.test(word) || STEADY.has(word)) return []
  const forms = new Set([...pluralsOf(word), ...singularsOf(word)])
  forms.delete(word)
  return [...forms].filter((form) => form.length >= MIN_LETTERS && !STEADY.has(form))
}

function pluralsOf(word: string): string[] {
  const irregular = IRREGULAR.get(word)
  if (irregular) return [irregular]
  if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ies`]
  if (/..sis$/.test(word)) return [`${word.slice(0, -2)}es`]
  if (/(?:s|x|z|ch|sh)$/.test(word)) return [`${word}es`]
  if (/o$/.test(word)) return [`${word}es`, `${word}s`]
  if (/[^f]fe?$/.test(word)) return [`${word.replace(/fe?$/, '')}ves`, `${word}s`]
  if (/man$/.test(word)) return [`${word.slice(0, -2)}en`, `${word}s`]
  return [`${word}s`]
}

function singularsOf(word: string): string[] {
  if (/men$/.test(word)) return [`${word.slice(0, -2)}an`]
  if (!/[^su]s$/.test(word)) return []
  const bare = [word.slice(0, -1)]
  if (/ies$/.test(word)) return [`${word.slice(0, -3)}y`, ...bare]
  if (/ves$/.test(word)) return [`${word.slice(0, -3)}f`, `${word.slice(0, -3)}fe`, ...bare]
  if (/..ses$/.test(word)) return [`${word.slice(0, -2)}is`, word.slice(0, -2), ...bare]
  if (/(?:x|z|ch|sh|o)es$/.test(word)) return [word.slice(0, -2), ...bare]
  return /is$/.test(word) && word.length < 5 ? [] : bare
}
