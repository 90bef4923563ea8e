/** What search engines are told of an author: a page about a person (schema.org ProfilePage), with what the newsroom's record says. */
import type { Listing } from '../../copy/shapes/listing.ts'
import type { Site } from '../../copy/shapes/site.ts'
import { absoluteUrl } from '../../page/meta.tsx'

export function profileData(site: Site, { name, title, author = {} }: Listing) {
  const { role, bio, portrait, contact } = author
  return {
    '@context': 'https://schema.org',
    '@type': 'ProfilePage',
    mainEntity: {
      '@type': 'Person',
      name: title,
      url: absoluteUrl(site, `/${name}`),
      ...(role && { jobTitle: role }),
      ...(bio && { description: bio }),
      ...(portrait && { image: absoluteUrl(site, portrait.src) }),
      ...(contact?.email && { email: contact.email }),
      ...(contact?.url && { sameAs: [contact.url] }),
    },
  }
}
