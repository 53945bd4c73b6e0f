/** The look of all reports: quiet, readable in Chinese and English, good on paper and in the dark. */
export const STYLES = `
:root {
  color-scheme: light dark;
  --ground: #f6f5f1; --sheet: #fff; --ink: #1f2328; --soft: #5d6570; --line: #e2e0d8; --head: #f0eee7;
  --good: #1a7f4b; --warn: #9a6200; --bad: #b42318; --info: #1f5fa8;
  --good-ground: #e3f4ea; --warn-ground: #fdf0d5; --bad-ground: #fde7e4; --info-ground: #e4eefb; --quiet-ground: #eeece6;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #16181c; --sheet: #1f2227; --ink: #e7e6e2; --soft: #a2a8b0; --line: #34383f; --head: #282c32;
    --good: #6fd39b; --warn: #f0bf62; --bad: #ff9d92; --info: #8dbdf5;
    --good-ground: #17372a; --warn-ground: #3b2f14; --bad-ground: #43201d; --info-ground: #1b2f47; --quiet-ground: #2c3037;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink); font-size: 15px; line-height: 1.55;
  font-family: system-ui, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif;
}
header, main { max-width: 1180px; margin: 0 auto; padding: 0 28px; }
header { padding-top: 36px; }
main { padding-bottom: 60px; }
h1 { font-size: 28px; line-height: 1.2; margin: 0 0 8px; letter-spacing: -.01em; }
h2 { font-size: 19px; margin: 38px 0 8px; }
h3 { font-size: 15px; margin: 0; font-weight: 600; }
p { margin: 0 0 8px; max-width: 80ch; }
.source, .soft { color: var(--soft); font-size: 13px; }
.figures { display: flex; flex-wrap: wrap; gap: 12px; margin: 22px 0 18px; }
.figure { background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; padding: 12px 18px; min-width: 118px; }
.figure b { display: block; font-size: 24px; line-height: 1.25; font-variant-numeric: tabular-nums; }
.figure span { color: var(--soft); font-size: 13px; }
.figure.good b { color: var(--good); } .figure.warn b { color: var(--warn); }
.figure.bad b { color: var(--bad); } .figure.info b { color: var(--info); }
.filter label { font-size: 14px; color: var(--soft); }
.filter input { font: inherit; color: inherit; background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: 6px 12px; margin-left: 8px; width: min(340px, 100%); }
#matches { color: var(--soft); font-size: 13px; }
.sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; overflow-x: auto; margin: 10px 0 16px; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th { text-align: left; background: var(--head); color: var(--soft); font-weight: 600; font-size: 12.5px; white-space: nowrap; }
th, td { padding: 8px 14px; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
tr:last-child > td { border-bottom: 0; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.tight { white-space: nowrap; }
img.cell { display: block; max-width: 22em; max-height: 6em; border: 1px solid #ccc; background: #fff; }
td.text { min-width: 11em; }
.none { color: var(--soft); opacity: .6; }
code { font-family: ui-monospace, "SF Mono", Consolas, "Liberation Mono", monospace; font-size: 12.5px; background: var(--quiet-ground); border-radius: 5px; padding: 1px 6px; }
.pill { display: inline-block; border-radius: 99px; padding: 1px 10px; font-size: 12.5px; font-weight: 600; white-space: nowrap; }
.pill.good { color: var(--good); background: var(--good-ground); } .pill.warn { color: var(--warn); background: var(--warn-ground); }
.pill.bad { color: var(--bad); background: var(--bad-ground); } .pill.info { color: var(--info); background: var(--info-ground); }
.pill.quiet { color: var(--soft); background: var(--quiet-ground); }
del, ins { text-decoration: none; border-radius: 3px; padding: 0 2px; }
del { background: var(--bad-ground); color: var(--bad); text-decoration: line-through; }
ins { background: var(--good-ground); color: var(--good); }
.card { background: var(--sheet); border: 1px solid var(--line); border-left-width: 5px; border-radius: 10px; padding: 14px 20px; margin: 12px 0; break-inside: avoid; }
.card.bad { border-left-color: var(--bad); } .card.warn { border-left-color: var(--warn); }
.card.info { border-left-color: var(--info); } .card.good { border-left-color: var(--good); } .card.quiet { border-left-color: var(--line); }
.card-head { display: flex; flex-wrap: wrap; gap: 6px 12px; align-items: baseline; margin-bottom: 4px; }
.card-head .money { margin-left: auto; font-weight: 700; font-size: 17px; font-variant-numeric: tabular-nums; }
.card-head .money small { font-weight: 400; font-size: 12.5px; color: var(--soft); }
.versus { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 8px 0 6px; font-size: 14px; }
.versus dt { color: var(--soft); } .versus dd { margin: 0; font-variant-numeric: tabular-nums; }
.next { margin: 2px 0 12px; padding-left: 18px; position: relative; }
.next::before { content: "→"; position: absolute; left: 0; color: var(--info); }
details { background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; margin: 10px 0; overflow: hidden; }
details > .sheet { border: 0; border-top: 1px solid var(--line); border-radius: 0; margin: 0; }
summary { cursor: pointer; padding: 10px 16px; }
summary .soft { margin-left: 8px; }
.bar { display: flex; height: 12px; border-radius: 99px; overflow: hidden; background: var(--quiet-ground); margin: 4px 0 18px; }
.bar i { display: block; height: 100%; }
.bar .good { background: var(--good); } .bar .warn { background: #d99a2b; } .bar .bad { background: var(--bad); } .bar .quiet { background: #9aa1a9; }
[hidden] { display: none !important; }
@media print {
  body { background: #fff; font-size: 11pt; } .filter { display: none; } .sheet, .card, details, .figure { border-color: #ccc; }
  header, main { max-width: none; padding-left: 0; padding-right: 0; }
}
@media (max-width: 640px) { header, main { padding-left: 16px; padding-right: 16px; } th, td { padding: 7px 9px; } }
`
