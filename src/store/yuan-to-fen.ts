import { Decimal } from 'decimal.js'

/**
 * A decimal string in yuan as whole fen (1/100 yuan), halves away from zero. null for null, for text that is no decimal
 * number, and beyond ±2^53 fen, where a double would no longer be exact: the decimal text stays the record.
 */
export function yuanToFen(yuan: string | null | undefined): number | null {
  if (yuan === null || yuan === undefined || !/^[+-]?\d+(\.\d+)?$/.test(yuan)) return null
  const fen = new Decimal(yuan).times(100).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber()
  return Number.isSafeInteger(fen) ? fen + 0 : null
}
