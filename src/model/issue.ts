/** Every way in which a document, page or form can fall short. Documented one by one in docs of the README ("Errors"). */
export type IssueCode =
  // documents
  | 'empty-file'
  | 'unsupported-type'
  | 'binary-text'
  | 'corrupt'
  | 'encrypted'
  | 'wrong-password'
  | 'zero-pages'
  | 'too-large'
  | 'unreadable-file'
  | 'special-file'
  | 'file-changed'
  | 'timeout'
  | 'memory'
  | 'crashed'
  | 'no-form'
  | 'unknown-form'
  | 'no-readings'
  // pages
  | 'blank-page'
  | 'page-unreadable'
  | 'image-dropped'
  | 'decode-warning'
  | 'no-grid'
  | 'low-quality'
  | 'borderless-rows'
  // forms
  | 'form-cut'
  | 'wrong-year'
  | 'amount-unit'

/**
 * Bad data, as data: what is wrong in the user's terms and what to do next.
 * `error`: there is no usable result; `warning`: the result is incomplete (the document is `partial`); `info`: worth knowing.
 */
export interface Issue {
  readonly code: IssueCode
  readonly severity: 'error' | 'warning' | 'info'
  readonly message: string
  readonly hint: string
  readonly page: number | null
}
