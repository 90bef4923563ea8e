/** The API names its own calls when it says what to do; at the command line that is a command. */
const COMMANDS: readonly (readonly [RegExp, string])[] = [
  [/PUT \/api\/articles\/([\w-]+)\/publication/g, 'newsdesk publish $1'],
  [/DELETE \/api\/articles\/([\w-]+)\/publication/g, 'newsdesk withdraw $1'],
  [/DELETE \/api\/articles\/([\w-]+)\/schedule/g, 'newsdesk unschedule $1'],
  [/DELETE \/api\/articles\/([\w-]+)\/withdrawal/g, 'newsdesk withdraw $1 --lift'],
  [/DELETE \/api\/articles\/([\w-]+)\/embargo/g, 'newsdesk schedule $1 --lift'],
  [/PUT \/api\/articles\/([\w-]+)\/embargo/g, 'newsdesk schedule $1 --at MOMENT'],
  [/POST \/api\/articles\/([\w-]+)\/corrections/g, 'newsdesk correct $1'],
  [/POST \/api\/articles\/([\w-]+)\/restore/g, 'newsdesk restore $1'],
  [/POST \/api\/articles\/([\w-]+)\/rename/g, 'newsdesk rename $1'],
  [/DELETE \/api\/articles\/([\w-]+)\/revisions\/(\d+)/g, 'newsdesk erase $1 $2'],
  [/DELETE \/api\/articles\/([\w-]+)/g, 'newsdesk delete $1'],
  [/PUT \/api\/articles\/([\w-]+)/g, 'newsdesk put'],
  [/DELETE \/api\/pictures\/([\w-]+)\/withdrawal/g, 'newsdesk picture allow $1'],
  [/DELETE \/api\/pictures\/([\w-]+)/g, 'newsdesk picture withdraw $1'],
  [/POST \/api\/ninjs/g, 'newsdesk put'],
  [/PUT \/api\/site/g, 'newsdesk site FILE'],
  [/PUT \/api\/front/g, 'newsdesk front'],
]

const RENAMED = /Use \/api\/articles\/([\w-]+) instead\./g

/** Ends a command here, until it is known what else follows. */
const END = '\0'
/** Where the API had named the command beside its call. */
const TWICE = /(newsdesk [\w -]+)\0, or \1/g

/** `named` is what a command must say to be for the same site, such as ` --site staging`. */
export const inOwnWords = (detail: string, named = ''): string =>
  COMMANDS.reduce((text, [call, command]) => text.replace(call, `${command}${END}`), detail)
    .replace(RENAMED, 'Use its new slug: $1.')
    .replace(TWICE, `$1${END}`)
    .replaceAll(END, () => named)
