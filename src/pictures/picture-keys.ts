/** Where what belongs to a picture lies in R2, and how its answers are told apart. What it is for is written in keep.ts. */

/** Raise it whenever variants or public files are made another way: those made before are made anew. */
const MAKING = 2

export const originalKey = (id: string) => `originals/${id}`
export const publicKey = (id: string) => `public/${id}/${MAKING}`
export const variantKey = (id: string, name: string) => `variants/${id}/${MAKING}/${name}`
export const etagOf = (id: string, name = '') => `"${id}.${MAKING}.${name}"`

export const isPictureId = (id: string) => /^[0-9a-f]{32}$/.test(id)
