import type { Box } from '../../model/box.ts'
import type { Issue } from '../../model/issue.ts'
import type { KeptPicture } from '../../model/kept-picture.ts'
import type { PageReading } from '../../model/page-reading.ts'
import type { PageTiming } from '../../model/page-timing.ts'

/** A file to be read, and how to open it. */
export interface DocumentRequest {
  readonly path: string
  readonly password: string | null
}

/** A picture as it lies in the folder, whatever it shows. */
export type PictureFile = Omit<KeptPicture, 'page' | 'sequence' | 'path'>

/** What the system said (`ENOSPC`, `EACCES` …) when a file was to be kept in the folder. */
export interface KeepFailure {
  readonly code: string
  readonly message: string
  readonly folder: string
}

/** Parent → worker. Plain data; never pixels. */
export type WorkerRequest =
  | {
      readonly type: 'start'
      readonly memoryLimitMb: number
      readonly scanModule: string | null
      readonly scanOptions: unknown
    }
  | { readonly type: 'open'; readonly task: number; readonly document: DocumentRequest }
  | {
      readonly type: 'read'
      readonly task: number
      readonly document: DocumentRequest
      readonly pages: readonly number[]
    }
  /** Keep pictures of parts of a page (boxes in pt; null: the whole page) in the folder. */
  | {
      readonly type: 'keep'
      readonly task: number
      readonly document: DocumentRequest
      readonly page: number
      readonly boxes: readonly (Box | null)[]
      readonly folder: string
    }
  | { readonly type: 'release'; readonly document: DocumentRequest }

/** Worker → parent. Pages come in the order in which they were asked for. */
export type WorkerReply =
  | { readonly type: 'ready' }
  /** The scan reader is being loaded, at the first page that needs it: that takes as long as a start. `ready` follows. */
  | { readonly type: 'loading' }
  /** The scan reader cannot be loaded. */
  | { readonly type: 'broken'; readonly task: number; readonly detail: string }
  | { readonly type: 'opened'; readonly task: number; readonly pageCount: number; readonly issues: readonly Issue[] }
  | { readonly type: 'refused'; readonly task: number; readonly issue: Issue }
  | { readonly type: 'page'; readonly task: number; readonly reading: PageReading; readonly timing: PageTiming }
  | { readonly type: 'done'; readonly task: number }
  /** What was asked for cannot be kept: the disk is full, or may not be written. */
  | { readonly type: 'unkept'; readonly task: number; readonly failure: KeepFailure }
  /** One picture a box, in their order; none where the page has no picture that can be shown. */
  | { readonly type: 'kept'; readonly task: number; readonly pictures: readonly PictureFile[] }
