import type { Campaign, Creative } from '../copy/shapes/campaign.ts'
import { PictureImage } from '../page/picture.tsx'

/** A filled slot. A paid one says so to search engines (`rel=sponsored`); nothing of it is loaded from elsewhere. */
export const CreativeBox = ({ campaign, creative }: { campaign: Campaign; creative: Creative }) => (
  <a class="creative" href={creative.href} {...(campaign.kind === 'direct' && { rel: 'sponsored nofollow noopener' })}>
    {creative.picture && <PictureImage picture={creative.picture} sizes="160px" widest={480} />}
    <span class="creative-words">
      <strong>{creative.headline}</strong>
      {creative.text && <span>{creative.text}</span>}
      {creative.action && <em>{creative.action}</em>}
      <small>{campaign.advertiser}</small>
    </span>
  </a>
)
