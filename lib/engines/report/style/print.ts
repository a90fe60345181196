/** On paper: every row, nothing that is operated, and no break inside of what belongs together. */
export const PRINT = `
@media print {
  @page { margin: 14mm 12mm; }
  html { font-size: 13px; }
  body { display: block; max-width: none; background: none; }
  nav, .skip, #filters, .shown, .panel, .act, .things .count { display: none !important; }
  main { padding: 0; }
  .part { border: 0; border-top: 1px solid var(--line); border-radius: 0; padding: 1rem 0; margin: 0; }
  #rows > tr[data-row] { display: table-row !important; }
  .scroll { overflow: visible; }
  .failures, .compare, .map > svg { min-width: 0; }
  thead { display: table-header-group; }
  p, tr, .card, .site .rack, .words > div, .map { break-inside: avoid; }
  h2, h3, h4, h5, .lead { break-after: avoid; }
  .failures { table-layout: fixed; }
  .failures > thead > tr > th:nth-child(1) { width: 20%; }
  .failures > thead > tr > th:nth-child(2) { width: 9%; }
  .failures > thead > tr > th:nth-child(3) { width: 10%; }
  .failures > thead > tr > th:nth-child(4) { width: 8%; }
  .failures > thead > tr > th:nth-child(5) { width: 12%; }
  .failures > thead > tr > th:nth-child(6) { width: 12%; }
  .failures > thead > tr > th:nth-child(7) { width: 29%; }
  .failures .detail td > table { min-width: 0; }
  .failures .by-print .fine, .failures .by-print .alike { display: none; }
  .failures .by-print { break-before: avoid; }
  .failures .detail { break-inside: auto; }
  .failures .detail > td { padding-left: 0; }
  .failures .detail thead { display: table-row-group; }
  .failures .detail thead th { white-space: nowrap; }
  .failures .detail .sum { font-size: .95em; }
  .pill { white-space: normal; border-radius: 6px; }
  .paper-only { display: inline; }
  .failures tr:has(.more[aria-expanded='true']) .paper-only { display: none; }
  thead, thead tr { break-after: avoid; }
  tbody > tr:first-child { break-before: avoid; }
  .plan pre { font-size: .85em; }
  button { border: 0 !important; padding-left: 0; background: none; box-shadow: none !important; }
  .failures .more { padding-left: 0; margin-left: 0; }
  .failures > tbody > tr[data-row] > th, .failures > thead > tr > :first-child { padding-left: 0; }
  .cards, .capacities { grid-template-columns: 1fr 1fr; }
  .verdict { font-size: 1rem; }
  .failures .more::before { display: none; }
  .pill { border: 1px solid currentColor; background: none !important; }
  .host { border: 0; }
  a { color: inherit; text-decoration: none; }
}
`;
