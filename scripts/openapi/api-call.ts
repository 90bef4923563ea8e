/** How a call of the editors' API is described. */
import type { GenericSchema } from 'valibot'

export type SchemaName =
  | 'Article'
  | 'FiledArticle'
  | 'Site'
  | 'Campaign'
  | 'BookedCampaign'
  | 'Entry'
  | 'Done'
  | 'DryRun'
  | 'Entries'
  | 'Updates'
  | 'UpdateDone'
  | 'UpdateWaits'
  | 'UpdateChanged'
  | 'Banner'
  | 'BannerSet'
  | 'Revisions'
  | 'Diff'
  | 'Preview'
  | 'Picture'
  | 'PictureTakenDown'
  | 'PictureInfo'
  | 'PictureWithUses'
  | 'Pictures'
  | 'Front'
  | 'FrontChanged'
  | 'SiteChanged'
  | 'Campaigns'
  | 'MostRead'
  | 'Tokens'
  | 'Me'
  | 'NewToken'
  | 'People'
  | 'SignInLink'
  | 'SessionsEnded'
  | 'Audit'
  | 'ReprintReport'
  | 'Health'
  | 'BackupBegun'
  | 'RestoreBegun'
  | 'RowsTaken'
  | 'SweepReport'
  | 'LineResult'
  | 'Ninjs'
  | 'Calendar'
  | 'Previews'
  | 'Approvals'
  | 'NewApproval'
  | 'Notes'
  | 'NewNote'
  | 'BulkResults'
  | 'Drafts'
  | 'DraftRead'
  | 'DraftSaved'
  | 'Presence'
  | 'NewslettersReport'
  | 'Letter'
  | 'Issue'
  | 'IssueRead'
  | 'Issues'
  | 'Subscribers'
  | 'Consents'
  | 'SubscribersImported'
  | 'HouseStyle'
  | 'HouseStyleChanged'
  | 'StyleRuleAdded'
  | 'Author'
  | 'TopicRecord'
  | 'Checks'
  | 'Names'
  | 'NameMoved'
  | 'SectionCounts'
  | 'Redirects'
  | 'RedirectSaved'
  | 'RedirectsImported'
  | 'AddressReport'
export type HeaderName = 'If-Match' | 'If-None-Match' | 'Idempotency-Key' | 'Range'
export type Content = Record<string, SchemaName | 'text' | 'bytes' | GenericSchema>
export type Answer = { description: string; content?: Content; headers?: ('ETag' | 'Location' | 'Dateline-State' | 'Deprecation' | 'Link')[] }

export type ApiCall = {
  id: string
  summary: string
  description?: string
  isDeprecated?: true
  tag:
    | 'Articles'
    | 'Drafts'
    | 'Publication'
    | 'Live coverage'
    | 'Pictures'
    | 'Front and campaigns'
    | 'Administration'
    | 'People'
    | 'Edition'
    | 'Newsletters'
    | 'Subscribers'
  role: 'reporter' | 'editor' | 'admin'
  query?: GenericSchema
  headers?: HeaderName[]
  body?: Content
  bodyOptional?: true
  answers: Record<number, Answer>
  /** Refusals beside those that every call has. */
  refusals?: number[]
}

/** The answer of every change to an article. */
export const doneAnswer = (description: string): Answer => ({ description, content: { 'application/json': 'Done' }, headers: ['ETag'] })
