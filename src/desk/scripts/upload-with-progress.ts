/** Each chosen file is sent by itself to the API, so that one that is refused doesn't hold up the others, and each shows how far it is. */

const DETAIL_FIELDS = ['alt', 'caption', 'credit'] as const

export function uploadWithProgress(form: HTMLFormElement) {
  const list = form.querySelector<HTMLElement>('.upload-progress')
  const input = form.querySelector<HTMLInputElement>('input[type="file"]')
  const button = form.querySelector<HTMLButtonElement>('button[type="submit"]')
  if (!list || !input || !button) return
  form.querySelector('.without-script')?.remove()
  form.addEventListener('submit', (event) => {
    // What is more than words needs the newsroom's clocks, which the server knows: then the form is sent as it is.
    if (saysMore(form)) return
    event.preventDefault()
    button.disabled = true
    void uploadAll([...(input.files ?? [])], form, list).then((isWhole) => {
      button.disabled = false
      if (isWhole) location.assign('/desk/pictures?done=uploaded')
      else input.value = ''
    })
  })
}

const valueIn = (form: HTMLFormElement, name: string) => (form.elements.namedItem(name) as HTMLInputElement | null)?.value.trim() ?? ''
const MORE = ['source', 'people', 'place', 'digitalSource', 'licence', 'holder', 'until', 'terms', 'notice', 'licenceUrl', 'acquireUrl']
const saysMore = (form: HTMLFormElement) =>
  MORE.some((name) => valueIn(form, name)) || (form.elements.namedItem('no-licence') as HTMLInputElement | null)?.checked === true

async function uploadAll(files: File[], form: HTMLFormElement, list: HTMLElement): Promise<boolean> {
  list.replaceChildren()
  const details = Object.fromEntries(DETAIL_FIELDS.map((name) => [name, valueIn(form, name)]).filter(([, value]) => value))
  let isWhole = true
  for (const file of files) {
    const row = rowFor(file, list)
    const refusal = await upload(file, row.show)
    row.end(refusal?.why)
    if (refusal?.why) isWhole = false
    else if (refusal?.id && Object.keys(details).length > 0) await describe(refusal.id, details, refusal.isNew === true)
  }
  return isWhole
}

function rowFor(file: File, list: HTMLElement) {
  const item = document.createElement('li')
  const name = document.createElement('span')
  const bar = document.createElement('progress')
  name.textContent = file.name
  bar.max = 100
  bar.value = 0
  bar.setAttribute('aria-label', file.name)
  item.append(name, bar)
  list.append(item)
  return {
    show: (percent: number) => {
      bar.value = percent
    },
    end: (why: string | undefined) => {
      const words = document.createElement('strong')
      words.textContent = why ?? 'Uploaded'
      if (why) words.className = 'flaw'
      bar.replaceWith(words)
    },
  }
}

type Sent = { id?: string; isNew?: boolean; why?: string }

/** `fetch` tells nothing of how far an upload is. */
const upload = (file: File, onProgress: (percent: number) => void) =>
  new Promise<Sent>((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/pictures')
    request.setRequestHeader('Content-Type', file.type || typeByName(file.name))
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? (loaded / total) * 100 : 0))
    request.addEventListener('load', () => resolve(answerIn(request)))
    request.addEventListener('error', () => resolve({ why: 'The connection broke. Choose the file again to try once more.' }))
    request.send(file)
  })

/** Some systems don't know the type of a phone's photos. */
const typeByName = (name: string) => (/\.hei[cf]$/i.test(name) ? 'image/heic' : 'application/octet-stream')

function answerIn(request: XMLHttpRequest): Sent {
  try {
    const answer = JSON.parse(request.responseText) as { id?: string; detail?: string }
    return answer.id ? { id: answer.id, isNew: request.status === 201 } : { why: answer.detail ?? 'It was refused.' }
  } catch {
    // An answer that isn't the API's, such as a proxy's page.
    return { why: `It was refused (${request.status}). Try again.` }
  }
}

const DETAILS = [...DETAIL_FIELDS, 'source', 'people', 'place', 'digitalSource', 'focus', 'rights']

/** Beside what a new file says of itself; of one that was uploaded before, only where nobody has said anything of it yet. */
async function describe(id: string, details: Record<string, string>, isNew: boolean) {
  const known = await fetch(`/api/pictures/${id}`)
  if (!known.ok) return
  const before = (await known.json()) as Record<string, unknown>
  const said = Object.fromEntries(DETAILS.flatMap((name) => (before[name] === undefined ? [] : [[name, before[name]]])))
  if (!isNew && Object.keys(said).length > 0) return
  const headers = { 'Content-Type': 'application/json', 'If-Match': known.headers.get('ETag') ?? '' }
  await fetch(`/api/pictures/${id}`, { method: 'PUT', headers, body: JSON.stringify({ ...said, ...details }) })
}
