/** Characters that count or number things: which one is printed follows from nothing around it. */
export const HAN_NUMERALS = '〇零一二三四五六七八九十百千万亿两双半单首末廿卅壹贰叁肆伍陆柒捌玖拾佰仟甲乙丙丁戊'
