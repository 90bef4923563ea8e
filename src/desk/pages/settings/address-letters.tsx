/** In which letters new addresses are made, and what that makes of some names. */
import { latinSlug } from '../../../copy/shapes/latin-letters.ts'
import { slugFromName } from '../../../copy/shapes/slug.ts'
import { Select } from '../layout/fields.tsx'

const CHOICES = [
  { value: 'own', label: 'In the letters of the name' },
  { value: 'latin', label: 'In Latin letters, where there is one usual spelling' },
]

/** Of the scripts that are spelled in Latin letters, and of two that keep their own. */
const EXAMPLES = ['Москва', 'Αθήνα', '서울', 'さくら', '北京', 'القاهرة'].flatMap((name) => slugFromName(name) ?? [])

type Props = { field: { name: string; value: string | undefined; flaw: string | undefined }; lang: string | undefined }

export const AddressLetters = ({ field, lang }: Props) => (
  <>
    <Select
      {...field}
      label="Addresses that are made from names and headlines"
      choices={CHOICES}
      hint="For new stories and topics only. Addresses that readers have stay as they are: rename a topic or story to move it."
    />
    <table class="rows">
      <caption>New addresses, for example</caption>
      <thead>
        <tr>
          <th scope="col">In the letters of the name</th>
          <th scope="col">In Latin letters</th>
        </tr>
      </thead>
      <tbody>
        {EXAMPLES.map((slug) => (
          <tr>
            <td>
              /topic/<bdi>{slug}</bdi>
            </td>
            <td>
              /topic/<bdi>{latinSlug(slug, lang)}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </>
)
