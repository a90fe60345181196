/** Cards, the failure table, bars, definitions and the plan. */
export const PARTS = `
.verdict { font-size: 1.0625rem; line-height: 1.5; max-width: 80ch; margin-bottom: 1.25rem; display: grid; gap: .35rem; }
.verdict b { font-weight: 620; }
.cards, .capacities { display: grid; grid-template-columns: repeat(auto-fit, minmax(15.5rem, 1fr)); gap: .9rem; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: .9rem 1rem; }
.card h3 { margin: 0 0 .6rem; display: flex; flex-wrap: wrap; justify-content: space-between; gap: .2rem .5rem; align-items: baseline; }
.card p { font-size: .84375rem; margin-bottom: .5rem; }
.card p:last-child { margin-bottom: 0; }
.card .big { font-size: .9375rem; font-weight: 560; margin-bottom: .3rem; line-height: 1.35; }
.card .big + .quiet { margin-top: .6rem; }
.quiet b { color: var(--ink); font-weight: 560; }

#filters { display: flex; flex-wrap: wrap; gap: .6rem .9rem; align-items: end; padding: .8rem .9rem; background: var(--sunk); border-radius: 8px; margin-bottom: .75rem; }
#filters label { display: grid; gap: .15rem; font-size: .75rem; color: var(--quiet); }
#filters :is(select, input[type='search']) { width: 10.5rem; max-width: 100%; }
#filters .tick { display: flex; align-items: center; gap: .4rem; font-size: .8125rem; color: var(--ink); padding: .35rem 0; }
#filters input[type='checkbox'] { width: 1rem; height: 1rem; margin: 0; accent-color: var(--accent); }
.failures > thead > tr > :first-child { padding-left: 1.1rem; }
@media (max-width: 40rem) {
  #filters { display: grid; grid-template-columns: 1fr 1fr; }
  #filters :is(select, input[type='search']) { width: 100%; }
  #filters .tick { grid-column: 1 / -1; }
}
.shown { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; max-width: none; font-size: .84375rem; }
.shown span { margin-right: auto; }
.failures { min-width: 58rem; }
.failures > thead > tr > th:nth-child(1) { width: 18%; }
.failures > thead > tr > th:nth-child(5) { width: 10%; }
.failures > thead > tr > th:nth-child(7) { width: 30%; }
.failures > tbody > tr[data-row] > th { padding-left: 1.1rem; }
.failures .more { border: 0; background: none; padding: 0 0 0 1.1rem; margin-left: -1.1rem; font-size: inherit; font-weight: inherit; text-align: left; position: relative; }
.failures .more::before { content: ''; position: absolute; left: .15rem; top: .45em; border: .3em solid transparent; border-left-color: var(--quiet); }
.failures .more[aria-expanded='true']::before { transform: rotate(90deg) translate(.15em, .15em); }
.failures .more:hover { color: var(--accent); }
.failures .mark { padding: .1rem .5rem; }
.failures .why b { font-weight: 560; }
.sum { display: block; color: var(--quiet); }
.failures .detail .moot > * { color: var(--quiet); font-weight: 400; }
.failures .detail > td { padding: 0 0 1rem 1.1rem; }
.failures .detail table { background: var(--sunk); border-radius: 6px; font-size: .8125rem; }
.failures .detail :is(th, td) { padding: .35rem .75rem; }
.failures .detail tbody tr:last-child > * { border-bottom: 0; }
.failures .detail td > table { min-width: 44rem; }
@media screen and (max-width: 48rem) {
  .failures { min-width: 0; }
  .failures > thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .failures > tbody > tr[data-row] { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: .35rem .5rem; padding: .8rem 0; border-bottom: 1px solid var(--line); }
  .failures > tbody > tr[data-row] > * { border: 0; padding: 0; }
  .failures > tbody > tr[data-row] > th { grid-column: 1 / 4; }
  .failures > tbody > tr[data-row] > td:nth-child(2) { grid-row: 2; grid-column: 1 / -1; color: var(--quiet); padding-left: 1.1rem; margin-top: -.3rem; }
  .failures > tbody > tr[data-row] > td:nth-child(n + 3):nth-child(-n + 6)::before { display: block; font-size: .6875rem; color: var(--quiet); }
  .failures > tbody > tr[data-row] > td:nth-child(3)::before { content: 'Availability'; }
  .failures > tbody > tr[data-row] > td:nth-child(4)::before { content: 'Data'; }
  .failures > tbody > tr[data-row] > td:nth-child(5)::before { content: 'RPO'; }
  .failures > tbody > tr[data-row] > td:nth-child(6)::before { content: 'RTO'; }
  .failures > tbody > tr[data-row] > td:nth-child(7) { grid-column: 1 / -1; }
  .failures > tbody > tr[data-row] > .act { grid-row: 1; grid-column: 4; text-align: right; }
  .failures > tbody > tr[data-row] .pill { white-space: normal; border-radius: 8px; }
  .failures > tbody, .failures > tbody > .detail, .failures > tbody > .detail > td { display: block; overflow-x: auto; }
}
.alike { margin: .6rem 0 0; max-width: none; font-size: .8125rem; }

.capacity { display: grid; grid-template-columns: auto 1fr; gap: .1rem .5rem; margin-top: .6rem; font-size: .8125rem; }
.capacity .figures { text-align: right; color: var(--quiet); font-variant-numeric: tabular-nums; }
.bar { grid-column: 1 / -1; width: 100%; height: .7rem; display: block; border-radius: 3px; }
.bar .whole { fill: var(--sunk); }
.bar .total { fill: var(--line); }
.bar .asked { fill: var(--accent); }
.bar .mark { fill: var(--ink); }
.bar.short .asked { fill: var(--bad-ink); }

.compare .group th { padding-top: 1.1rem; font-size: .75rem; font-weight: 500; color: var(--quiet); border-bottom-color: var(--edge); }
.compare { min-width: 40rem; }
.compare tbody th { width: 20%; }
.compare td { min-width: 9rem; overflow-wrap: anywhere; }
.part > details { border-top: 1px solid var(--line); padding: .6rem 0; }
.part > details > summary { font-weight: 560; }
.part > details[open] > summary { margin-bottom: .6rem; }

.words { margin: 0 0 1rem; display: grid; gap: .4rem; font-size: .875rem; }
.words > div { display: grid; grid-template-columns: 11rem minmax(0, 60ch); gap: .25rem 1rem; }
.words dt { font-weight: 560; }
.words dd { margin: 0; }
@media (max-width: 40rem) { .words > div { grid-template-columns: 1fr; margin-bottom: .4rem; } }

.plan pre { background: var(--sunk); border-radius: 6px; padding: .6rem .8rem; margin: 0 0 .9rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.plan table { margin-bottom: 1rem; }
.plan :is(td, th):empty { padding: 0; }
.plan tbody td:first-child { min-width: 9rem; }
.plan ul { list-style: none; margin: 0 0 1rem; font-size: .875rem; max-width: 85ch; }
.plan li { margin-bottom: .25rem; overflow-wrap: anywhere; }
`;
