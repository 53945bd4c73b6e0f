/** Units of money in which forms print amounts, with what they are worth in yuan, exactly. */
export const YUAN_PER_UNIT: Readonly<Record<string, string>> = {
  元: '1',
  千元: '1000',
  万元: '10000',
  百万元: '1000000',
  亿元: '100000000',
}
