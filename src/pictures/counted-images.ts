/** The binding that changes pictures, with a count of what it was asked for: Cloudflare bills each (developers.cloudflare.com/images/pricing). */

export type CountedImages = ImagesBinding & { readonly count: number }

export function countedImages(images: ImagesBinding): Pick<CountedImages, 'input' | 'count'> {
  let count = 0
  const counted = <T extends ImageTransformer>(transformer: T): T =>
    new Proxy(transformer, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name)
        if (typeof member !== 'function') return member
        return (...asked: unknown[]) => {
          if (name === 'output') count++
          const answer: unknown = member.apply(target, asked)
          return name === 'output' ? answer : counted(answer as ImageTransformer)
        }
      },
    })
  return {
    input: (...asked) => counted(images.input(...asked)),
    get count() {
      return count
    },
  }
}
