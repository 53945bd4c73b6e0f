import { createRandom, type Random as Draws } from '../corpus/random.ts'

/** The corpus's repeatable draws, with the real numbers that pictures need. */
export interface Random extends Draws {
  /** Uniform in [low, high). */
  between(low: number, high: number): number
  /** Normal deviate with mean 0 and deviation 1 (sum of four uniforms: cheap, tails end at 3.5). */
  normal(): number
}

/** The same key gives the same draws on every machine. */
export function randomOf(key: string): Random {
  const draws = createRandom(key)
  const { next } = draws
  return {
    ...draws,
    between: (low, high) => low + (high - low) * next(),
    normal: () => (next() + next() + next() + next() - 2) * Math.sqrt(3),
  }
}
