/** Type, headings, tables and controls. */
export const BASE = `
*, *::before, *::after { box-sizing: border-box; }
html { font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif; scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 92rem; background: var(--ground); color: var(--ink); font-size: .9375rem; }
h1 { font-size: 2rem; line-height: 1.15; letter-spacing: -.02em; font-weight: 650; margin: 0 0 .4rem; }
h2 { font-size: 1.3rem; line-height: 1.25; letter-spacing: -.01em; font-weight: 620; margin: 0 0 .5rem; }
h2 .no { color: var(--quiet); font-weight: 400; font-variant-numeric: tabular-nums; margin-right: .35rem; }
h3 { font-size: 1rem; font-weight: 620; margin: 1.5rem 0 .5rem; }
h4 { font-size: .9375rem; font-weight: 620; margin: 0 0 .4rem; }
h5 { font-size: .75rem; font-weight: 500; margin: 0 0 .3rem; color: var(--quiet); }
p { margin: 0 0 .75rem; max-width: 75ch; }
ul { margin: 0; padding: 0; list-style: none; }
ul.plain { list-style: disc; padding-left: 1.2rem; max-width: 85ch; }
ul.plain li { margin-bottom: .3rem; }
a { color: var(--accent); text-underline-offset: .15em; }
code { font: .86em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace; overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
:where(main, section, .part):focus { outline: none; }
.quiet { color: var(--quiet); font-weight: 400; }
.lead { color: var(--quiet); margin-bottom: 1rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -100vw; padding: .5rem .9rem; background: var(--paper); z-index: 2; }
.skip:focus { left: auto; }
.shapes { position: absolute; }
[hidden] { display: none !important; }

nav { padding: 1.25rem 1.5rem 0; }
nav ol { margin: 0; padding: 0; list-style: none; counter-reset: part; display: flex; flex-wrap: wrap; gap: .1rem 1rem; font-size: .8125rem; }
nav li { counter-increment: part; }
nav a { display: inline-block; padding: .2rem 0; color: var(--quiet); text-decoration: none; }
nav a::before { content: counter(part) '\\2002'; font-variant-numeric: tabular-nums; }
nav a:hover { color: var(--accent); text-decoration: underline; }
#theme { margin-top: .75rem; }
main { padding: 1.5rem 1.5rem 4rem; min-width: 0; }
header { padding-bottom: 1rem; }
.subtitle { color: var(--quiet); margin-bottom: 1.25rem; }
.part { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 1.5rem; margin-top: 1.25rem; }
@media (min-width: 72rem) {
  body { display: grid; grid-template-columns: 15rem minmax(0, 1fr); }
  nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow: auto; padding: 2.25rem 0 1rem 1.5rem; }
  nav ol { display: block; }
  main { padding-top: 2rem; }
}
@media (max-width: 40rem) {
  main, nav { padding-left: 1rem; padding-right: 1rem; }
  .part { padding: 1.1rem; margin-left: -.35rem; margin-right: -.35rem; }
  h1 { font-size: 1.6rem; }
}

button, select, input { font: inherit; font-size: .8125rem; color: var(--ink); background: var(--paper); border: 1px solid var(--edge); border-radius: 6px; padding: .3rem .6rem; }
button { cursor: pointer; }
button:hover, select:hover { border-color: var(--accent); }
button.jump { border: 0; background: none; padding: .1rem .15rem; color: var(--accent); text-decoration: underline; text-underline-offset: .15em; }
input::placeholder { color: var(--quiet); opacity: 1; }

.scroll { overflow-x: auto; position: relative; }
table { border-collapse: collapse; width: 100%; font-size: .84375rem; line-height: 1.45; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); font-weight: 400; }
tbody th { font-weight: 560; }
thead th { font-size: .75rem; font-weight: 500; color: var(--quiet); border-bottom-color: var(--edge); vertical-align: bottom; }
thead td { border-bottom-color: var(--edge); }
tr:last-child > :is(td, th):last-child, td:last-child { padding-right: 0; }
.pill { display: inline-block; padding: .05rem .5rem; border-radius: 999px; font-size: .78125rem; font-weight: 560; white-space: nowrap; }
.pill.good { background: var(--good); color: var(--good-ink); }
.pill.fair { background: var(--fair); color: var(--fair-ink); }
.pill.poor { background: var(--poor); color: var(--poor-ink); }
.pill.none { background: var(--sunk); color: var(--quiet); font-weight: 400; }
.wary { color: var(--fair-ink); }
.paper-only { display: none; }
.pill.bad { background: var(--bad); color: var(--bad-ink); }
details > summary { cursor: pointer; }
`;
