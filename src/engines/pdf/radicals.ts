/**
 * Programs that write PDFs map glyphs back to code points, and where a font draws a radical and an ideograph with one glyph they may
 * name the radical: ⽬ (U+2F6C) for 目. Kangxi radicals fold by NFKC, but for the three that it folds to a character which simplified fonts draw
 * otherwise (⼾ is 户 there, not 戶). For the CJK Radicals Supplement Unicode has no decomposition, only the property
 * Equivalent_Unified_Ideograph (EquivalentUnifiedIdeograph.txt), of which the other pairs are taken.
 */
const ideographByRadical = new Map(
  (
    '⼾户 ⾭青 ⿈黄 ⺁厂 ⺄乙 ⺅亻 ⺈刀 ⺉刂 ⺋卩 ⺎兀 ⺏尢 ⺒巳 ⺓幺 ⺕彐 ⺖忄 ⺗心 ⺘扌 ⺙攵 ⺛旡 ⺝月 ⺞歺 ⺟母 ⺠民 ⺡氵 ⺢水 ⺣灬 ⺤爫 ⺦丬 ⺨犭 ⺩王 ' +
    '⺪疋 ⺬示 ⺭礻 ⺮竹 ⺯糸 ⺰纟 ⺱罓 ⺲罒 ⺶羊 ⺷羊 ⺸羊 ⺻聿 ⺼月 ⺾艹 ⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻈讠 ⻉贝 ⻋车 ⻌辶 ⻍辶 ⻏阝 ⻐钅 ' +
    '⻑長 ⻒镸 ⻓长 ⻔门 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻟飠 ⻠饣 ⻢马 ⻣骨 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ' +
    '⻯竜 ⻰龙 ⻳龟'
  )
    .split(' ')
    .map(pair => [[...pair][0]!, [...pair][1]!] as const),
)

/** The text with radicals and compatibility ideographs as the ideographs they look like; all else untouched. */
export function radicalsToIdeographs(text: string): string {
  return text.replace(/[\u2e80-\u2fd5\uf900-\ufad9]/g, char => ideographByRadical.get(char) ?? char.normalize('NFKC'))
}
