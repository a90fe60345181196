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
  tr, .card, .site .rack, .words > div, .map { break-inside: avoid; }
  h2, h3, h4, h5, .lead { break-after: avoid; }
  #topology, #failures { break-before: page; }
  button { border: 0 !important; padding-left: 0; background: none; box-shadow: none !important; }
  .failures .more { padding-left: 0; margin-left: 0; }
  .failures > tbody > tr[data-row] > th, .failures > thead > tr > :first-child { padding-left: 0; }
  .cards, .capacities { grid-template-columns: 1fr 1fr; }
  .failures .more::before { display: none; }
  .pill { border: 1px solid currentColor; background: none !important; }
  .host { border: 0; }
  a { color: inherit; text-decoration: none; }
}
`;
