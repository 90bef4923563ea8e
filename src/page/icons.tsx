/** Drawn here, in one colour, once per page; shown by `<Icon name>`. */
const PATHS = {
  menu: 'M3 6.5h18M3 12h18M3 17.5h18',
  search: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.3 15.3 21 21',
  whatsapp: 'M4 20l1.3-4A8 8 0 1 1 8.2 19zM9 9c0 3.5 2.5 6 6 6v-1.6l-1.9-.8-.9.9A5 5 0 0 1 10.6 11.9l.8-1-.8-1.9z',
  telegram: 'M3 11.5 21 4.5l-3 15-5.5-4L10 18.5V14zM10 14l7-6',
  facebook: 'M13.5 21v-8h3l.5-3.5h-3.5V7.5c0-1.1.5-1.8 1.9-1.800H17V3h-2.5C11.5 3 10 4.7 10 7.200v2.300H7V13h3v8',
  x: 'M4 4l16 16M20 4 4 20',
  email: 'M3 6h18v12.5H3zM3 6.5l9 7 9-7',
  linkedin: 'M5 10v9M5 5.5v.1M10 19v-9m0 4.5c0-3 1.8-4.3 4-4.300s4 1.3 4 4.300V19',
  link: 'M10 14a4 4 0 0 0 5.7 0l3.5-3.5a4 4 0 0 0-5.7-5.700L12 6.300M14 10a4 4 0 0 0-5.7 0l-3.5 3.5a4 4 0 0 0 5.7 5.700l1.5-1.5',
  save: 'M6 3.5h12V20.500L12 16.500 6 20.500z',
  seal: 'M12 3a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM8.5 14 7 21l5-2.5L17 21l-1.5-7M9.8 9l1.6 1.700L14.5 7.5',
} as const

export type IconName = keyof typeof PATHS

export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" aria-hidden="true">
    <use href={`#${name}`} />
  </svg>
)

/** The drawings that `Icon` refers to, once at the end of a page. */
export const IconSprite = ({ names }: { names: readonly IconName[] }) => (
  <svg class="icon-sheet" aria-hidden="true">
    {names.map((name) => (
      <symbol id={name} viewBox="0 0 24 24">
        <path d={PATHS[name]} />
      </symbol>
    ))}
  </svg>
)

export const FRAME_ICONS: readonly IconName[] = ['menu', 'search', 'seal']
export const SHARE_ICONS: readonly IconName[] = ['whatsapp', 'telegram', 'facebook', 'x', 'email', 'linkedin', 'link', 'save']
