/** All that was sent is in the page that answers, so that it can be sent again. Files have to be chosen again. */
import type { DeskContext } from '../desk-context.ts'
import { textsIn } from './file-form.ts'

export const FormAgain = ({ fields, action }: { fields: [string, string][]; action: string }) => (
  <form method="post" action={action}>
    {fields.map(([name, value]) => (
      // A textarea drops the first line end in it, and an input all of them.
      <textarea name={name} hidden>
        {`\n${value}`}
      </textarea>
    ))}
    <button type="submit" class="quiet">
      Send the form again
    </button>
  </form>
)

/** A long story in a form. What is longer, or doesn't say how long it is, is in the browser's history alone. */
const MAX_BYTES = 4_000_000

/** The texts of a form that nobody has read yet. */
export async function fieldsStillUnread(c: DeskContext): Promise<[string, string][]> {
  const length = Number(c.req.header('content-length') ?? Number.NaN)
  if (!(length <= MAX_BYTES)) return []
  try {
    return textsIn(await c.req.formData())
  } catch {
    // A script's JSON, or nothing at all: there is no form to send again.
    return []
  }
}
