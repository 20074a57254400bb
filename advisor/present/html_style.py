"""The page's one style sheet: light and dark by the reader's preference, on paper in black; contrast of WCAG AA."""

STYLE = """
:root { --ink: #1b1f24; --paper: #ffffff; --faint: #57606a; --line: #c9d1d9; --shade: #f4f6f8; --link: #0550ae;
  --gain: #1a7f37; --cost: #b54708; --sum: #24292f; --dot: #0550ae; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --faint: #a8b3bf; --line: #3d444d;
  --shade: #161b22; --link: #79c0ff; --gain: #56d364; --cost: #ffa657; --sum: #e6edf3; --dot: #79c0ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 70rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
header p { color: var(--faint); margin: .25rem 0 0; }
p, li { max-width: 48rem; overflow-wrap: anywhere; }
li { margin: .3rem 0; }
a { color: var(--link); }
a:focus-visible, .wide:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
nav ul { list-style: none; padding: 0; margin: 1rem 0 0; display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
nav li { margin: 0; }
code { font: .875em/1.4 ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, monospace; overflow-wrap: anywhere; }
pre { background: var(--shade); padding: .75rem; white-space: pre-wrap; overflow-wrap: anywhere; }
#decision p { font-size: 1.125rem; border-left: 4px solid var(--link); padding-left: .9rem; max-width: none; }
#decision strong { font-weight: 500; }
sup { line-height: 0; margin-left: .15em; font-size: .75em; }
.wide { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
caption { text-align: left; color: var(--faint); padding: 0 0 .4rem; }
caption span { display: inline-block; position: sticky; left: 0; max-width: calc(100vw - 2rem); }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); }
th[scope="row"] { font-weight: 500; }
thead th { border-bottom: 2px solid var(--faint); }
td.number, th.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
thead th.number { white-space: normal; min-width: 4.5rem; }
.id { min-width: 12rem; }
tfoot th, tfoot td { border-top: 2px solid var(--faint); font-weight: 600; }
svg { display: block; width: 100%; min-width: 34rem; max-width: 46rem; height: auto; font-size: 13px; }
svg text { fill: var(--ink); stroke: var(--paper); stroke-width: 4px; paint-order: stroke; }
svg .grid { stroke: var(--line); }
svg .edge { fill: none; stroke: var(--dot); stroke-width: 1.5; }
svg .whisker { fill: none; stroke: var(--ink); stroke-width: 1.5; }
svg .dot { fill: var(--dot); stroke: var(--paper); }
svg .ring { fill: var(--paper); stroke: var(--ink); stroke-width: 1.5; }
svg .gain { fill: var(--gain); }
svg .cost { fill: var(--cost); }
svg .sum { fill: var(--sum); }
@media print {
  :root { --ink: #000; --paper: #fff; --faint: #333; --line: #999; --shade: #fff; --link: #000; --gain: #1a7f37;
    --cost: #b54708; --sum: #000; --dot: #000; }
  @page { margin: 16mm 14mm; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav { display: none; }
  .wide { overflow: visible; }
  table { font-size: 8pt; }
  .id { min-width: 8.5rem; }
  thead th.number { min-width: 0; }
  th, td { padding-right: .45rem; }
  tfoot { display: table-row-group; }
  svg { min-width: 0; max-width: 15cm; }
  h2, caption, p:has(+ ul) { break-after: avoid; }
  tr, figure, li { break-inside: avoid; }
  #sources a[href]::after { content: " <" attr(href) ">"; overflow-wrap: anywhere; }
}
""".strip()
