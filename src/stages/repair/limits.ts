/**
 * The thresholds of repair, with their sources: when what was read gives way to what the form or the domain says. Chosen on tuning
 * halves, which share no project with the test half that RESULTS.md shows.
 */

/** Prices of the edit steps that turn a label into what was read (REPAIR.md, "Closed"); a substitution costs 1 − similarity. */
export const EDIT_COSTS = {
  /** A character that the label does not have: recognition split or invented one. */
  insertion: 0.9,
  /** A character of the label that was not read. */
  deletion: 1.2,
} as const

/** When a label is taken for the text that was read. From REPAIR.md, "Closed"; confirmed on the tuning half of test/stages/repair. */
export const LABEL_LIMITS = {
  /** Highest cost for each character. */
  cost: 0.45,
  /** The same for labels of fields, groups and columns: text beyond is a value. */
  headCost: 0.3,
  /** Least distance to the runner-up. */
  margin: 0.06,
  /** Highest cost of the ending that all labels of the slot share, for each of its characters. */
  ending: 0.45,
  /** Where a slot's labels share no ending, nothing else tells them from other words. */
  costWithoutEnding: 0.3,
  /** A piece of a label, read without fault, has at least so many characters. */
  piece: 3,
} as const

/**
 * As LABEL_LIMITS, for two readings of one line: they confirm each other, so each may be worse. Highest limits without a
 * wrong label or an accepted pair of indicator names on the tuning half of test/stages/repair.
 */
export const HALVES_LIMITS = { cost: 0.6, margin: 0.1 } as const

/**
 * When the label that the recogniser's posteriors support best is taken for what is printed. Nats; chosen on labels and indicator names
 * drawn with 20–45% of their top or bottom gone (`npm run bench -- damage`, tuning faces): the widest limits that take no
 * wrong label and no name.
 */
export const ALIGNMENT_LIMITS = {
  /** Most that a label's likelihood may lack of the free path's, for each character and each piece of evidence. */
  gap: 3.9,
  /** The same in a slot whose labels share no ending: only their likelihood tells them from other words. */
  gapWithoutEnding: 2.4,
  /** Least distance to the runner-up. */
  margin: 2,
} as const

/** When a number is spelled otherwise than it was read, nats. Chosen on the tuning half of the scans. */
export const SPELLING_LIMITS = {
  /** Most that a spelling may lack of the free path: two marks misread at 1e-3 each are 14, and only marks are ever at stake. */
  gap: 16,
  /** Between the best spelling and the next one that means something else. */
  margin: 1.5,
  /** `gap` where the text is a value as it stands, but ink was left unread before its number, or digits were read for its unit. */
  lostGap: 5,
  /** What a reading is worth relative to its characters where ink was left unread. */
  credit: 0.5,
  /** What the recogniser must have given an operator itself for no person to look (probability). */
  operator: 0.01,
} as const

/** How the picture is weighed against the words of the domain, and when the result stands. Chosen on the tuning half of the scans. */
export const WEIGHING = {
  /** A recogniser is surer than it is right: its probabilities are taken to this power. */
  temper: 0.6,
  /** What the engine gives less than this was not seen (probability). */
  seen: 1e-4,
  /** Share of a character's doubt that stays where the words of the domain agree. */
  doubtLeft: 0.35,
  /** A weighed text at least this sure takes the place of the one that was read; else it is proposed. */
  confidence: 0.5,
  /** And it is at least so much likelier, nats. */
  gain: 0.5,
} as const

/** Score of a proposal of the dictionary: its wordings are never part of correct text, yet a person decides. */
export const DICTIONARY_SCORE = 0.9
