/** What of a WordPress export is no story, and why. */
import type { LeftOut } from '../old-item.ts'
import type { WordPressSite } from './wordpress-site.ts'

/** Kinds of posts that WordPress and plugins keep for themselves, and why none is a story. */
export const TECHNICAL: Record<string, string> = {
  nav_menu_item: 'Menus are made of the site’s sections here.',
  wp_navigation: 'Menus are made of the site’s sections here.',
  wp_template: 'It’s a part of the old theme.',
  wp_template_part: 'It’s a part of the old theme.',
  wp_global_styles: 'It’s a part of the old theme.',
  custom_css: 'It’s a part of the old theme.',
  customize_changeset: 'It’s a part of the old theme.',
  wp_font_family: 'It’s a part of the old theme.',
  wp_font_face: 'It’s a part of the old theme.',
  wp_block: 'It’s put into the stories that use it.',
  oembed_cache: 'It’s a cache of the old system.',
  user_request: 'It’s about a reader’s personal data.',
  'acf-field': 'It’s a setting of a plugin.',
  'acf-field-group': 'It’s a setting of a plugin.',
  wpcf7_contact_form: 'Forms aren’t taken.',
  wpforms: 'Forms aren’t taken.',
  shop_order: 'Orders aren’t taken.',
}

/** Taxonomies that no reader sees, and why none of their terms is a topic. A site without taxonomies of its own exports them, too. */
export const TECHNICAL_TERMS: Record<string, string> = {
  nav_menu: 'Menus are made of the site’s sections here.',
  link_category: 'Lists of links aren’t taken.',
  post_format: 'Formats of posts have no meaning here.',
  wp_theme: 'It’s a part of the old theme.',
  wp_template_part_area: 'It’s a part of the old theme.',
  wp_pattern_category: 'It’s a part of the old theme.',
}

/** `line` is of the file that is being read. */
export const leftOut = (site: Pick<WordPressSite, 'file'>, what: string, title: string, line: number, why: string): LeftOut => ({
  kind: 'left-out',
  id: `${what} at ${placeOf(site, line)}`,
  what,
  title,
  place: placeOf(site, line),
  why,
})

/** Of several files, which. */
export const placeOf = ({ file }: Pick<WordPressSite, 'file'>, line: number) => `${file && `${file}, `}line ${line.toLocaleString('en')}`
