export type CellValue = string | number | null

/**
 * What a column holds. `text` is what was printed or written, to be kept to the letter; `amount` a decimal string in yuan;
 * `decimal` another exact decimal string; `date` an ISO day.
 */
export type ColumnType = 'text' | 'integer' | 'number' | 'decimal' | 'amount' | 'date'

export interface ReportColumn<Row> {
  /** Heading, snake_case: the same in CSV, JSON and spreadsheets. */
  readonly key: string
  readonly type: ColumnType
  /** Width in a spreadsheet, in characters. */
  readonly width: number
  /** Of use to programs and spreadsheets, but left out where there is room for the essential only. */
  readonly isDetail?: true
  value(row: Row): CellValue
}

/** Rows that any format can be made of. Rows are read once, one after the other. */
export interface ReportTable<Row> {
  /** Name of the sheet in a spreadsheet. */
  readonly name: string
  readonly columns: ReadonlyArray<ReportColumn<Row>>
  readonly rows: AsyncIterable<Row> | Iterable<Row>
}
