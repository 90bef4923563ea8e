/** The command palette: Ctrl K goes to any area of the desk. Its entries are the links of the menu and the header, and buttons of the page that say so. */
type Entry = { name: string; href: string; press?: () => void }

export function openPalette() {
  document.addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && !isTaken(event)) {
      event.preventDefault()
      showPalette()
    }
    if (event.key === '?' && !isTyping(event.target)) location.assign('/desk/help')
  })
}

/** In the story, Ctrl K makes a link. */
const isTaken = (event: KeyboardEvent) => event.target instanceof HTMLElement && event.target.isContentEditable

const isTyping = (target: EventTarget | null) => target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))

function entries(): Entry[] {
  const links = document.querySelectorAll<HTMLAnchorElement>('.desk-menu-row a, .desk-account a')
  const all = [...links].map(({ textContent, pathname }) => ({ name: textContent?.trim() ?? '', href: pathname }))
  const buttons = document.querySelectorAll<HTMLButtonElement>('button[data-in-palette]')
  const here = [...buttons].map((button) => ({ name: button.textContent?.trim() ?? '', href: '', press: () => button.click() }))
  return [...all, ...here, { name: 'Keyboard help', href: '/desk/help' }, { name: 'The site, as readers see it', href: '/' }]
}

function showPalette() {
  const open = document.querySelector<HTMLDialogElement>('dialog.palette')
  const dialog = open ?? makePalette()
  if (!dialog.open) dialog.showModal()
  dialog.querySelector('input')?.focus()
}

function makePalette() {
  const dialog = document.createElement('dialog')
  dialog.className = 'palette'
  dialog.setAttribute('aria-label', 'Go to')
  const input = document.createElement('input')
  input.type = 'search'
  input.placeholder = 'Go to …'
  input.setAttribute('aria-label', 'Go to')
  const list = document.createElement('ul')
  const form = document.createElement('form')
  form.append(input, list)
  dialog.append(form)
  const show = () => list.replaceChildren(...matching(input.value).map((entry) => itemOf(entry, dialog)))
  input.addEventListener('input', show)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const [first] = matching(input.value)
    if (first?.press) pressIn(dialog, first.press)
    else if (first) location.assign(first.href)
    else if (input.value.trim()) location.assign(`/desk?q=${encodeURIComponent(input.value.trim())}`)
  })
  dialog.addEventListener('keydown', (event) => moveFocus(event, dialog))
  dialog.addEventListener('close', () => {
    input.value = ''
    show()
  })
  show()
  document.body.append(dialog)
  return dialog
}

const matching = (typed: string) => {
  const words = typed.toLowerCase().split(/\s+/)
  return entries().filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)))
}

function pressIn(dialog: HTMLDialogElement, press: () => void) {
  dialog.close()
  press()
}

function itemOf({ name, href, press }: Entry, dialog: HTMLDialogElement) {
  const item = document.createElement('li')
  const link = document.createElement('a')
  link.href = href
  link.textContent = name
  if (press)
    link.addEventListener('click', (event) => {
      event.preventDefault()
      pressIn(dialog, press)
    })
  item.append(link)
  return item
}

function moveFocus(event: KeyboardEvent, dialog: HTMLDialogElement) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step) return
  event.preventDefault()
  const places = [...dialog.querySelectorAll<HTMLElement>('input, a')]
  const next = places.indexOf(document.activeElement as HTMLElement) + step
  places[(next + places.length) % places.length]?.focus()
}
