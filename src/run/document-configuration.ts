import { createHash } from 'node:crypto'
import type { ReviewDecision } from '../model/review-decision.ts'

/**
 * All that decides what a document becomes: `configuration` (engine, definitions, dictionaries, stages), which all documents
 * of a run share, and what people decided about this one. The same hash means that deriving it again changes nothing.
 */
export function documentConfiguration(configuration: string, decisions: readonly ReviewDecision[]): string {
  if (decisions.length === 0) return configuration
  return createHash('sha256')
    .update(JSON.stringify([configuration, decisions]))
    .digest('hex')
}
