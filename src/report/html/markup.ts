/** A piece of HTML that is already safe to be shown. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Value = Markup | string | number | null | undefined | false | readonly Value[]

/** HTML with every value escaped, unless it is a piece of HTML itself; null, undefined and false are nothing, lists are joined. */
export function markup(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  const parts = strings.map((string, index) => string + (index < values.length ? valueToText(values[index]) : ''))
  return new Markup(parts.join(''))
}

function valueToText(value: Value): string {
  if (value === null || value === undefined || value === false) return ''
  if (value instanceof Markup) return value.text
  if (typeof value === 'object') return value.map(valueToText).join('')
  return escapeText(String(value))
}

const ENTITY_BY_CHARACTER: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Fit for text and for quoted attributes. Control characters, which HTML may not hold, show as `�`; so do characters that turn the direction of writing. */
function escapeText(text: string): string {
  return text
    .replace(/[&<>"']/gu, character => ENTITY_BY_CHARACTER[character] ?? character)
    .replace(/(?![\t\n\r])[\p{Cs}\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
}
