/** The map, and the boxes of sites, racks and hosts. */
export const TOPOLOGY = `
.map { margin: 0 0 .75rem; }
.map svg { display: block; }
.map > svg { max-width: 100%; min-width: 37rem; margin: 0 auto; height: auto; }
.map text { font-size: 13px; fill: var(--ink); }
.map .city > rect { fill: var(--sunk); stroke: var(--line); }
.map .city > text { font-weight: 600; fill: var(--quiet); font-size: 13px; letter-spacing: .02em; }
.map .node > rect { fill: var(--paper); stroke: var(--edge); stroke-width: 1.25; }
.map .node .name { font-size: 15px; font-weight: 620; }
.map .node :is(.role, .tally) { fill: var(--quiet); }
.map .node :is(.many) { font-variant-numeric: tabular-nums; }
.map a.node { text-decoration: none; }
.map a.node:hover > rect { stroke: var(--accent); }
.map a.node:focus-visible { outline: none; }
.map a.node:focus-visible > rect { stroke: var(--accent); stroke-width: 3; }
.map .node.other > rect { stroke-dasharray: 4 4; fill: var(--sunk); }
.map .node.other :is(.name, .many) { fill: var(--quiet); }
.map .node.other .sign { opacity: .6; }
.map .node[data-mark='stands'] > rect { stroke: var(--accent); stroke-width: 2.5; fill: var(--accent-soft); }
.map .node:is([data-mark='lost'], [data-mark='part']) > rect { stroke: var(--bad-ink); stroke-width: 2.5; }
.map .node[data-mark='lost'] > rect { fill: var(--bad); stroke-dasharray: 7 4; }
.map .node[data-mark='lost'] .name { text-decoration: line-through; }
.map .node:is([data-mark='lost'], [data-mark='part']) .tally { fill: var(--bad-ink); font-weight: 600; }
.map .node[data-mark='lost'] .role { fill: var(--ink); }
.map .link { fill: none; stroke: var(--edge); stroke-width: 2; }
.map .link.other { stroke-width: 1; stroke-dasharray: 4 4; }
.map .label rect { fill: var(--paper); stroke: var(--line); }
.map .label text { font-size: 12px; font-variant-numeric: tabular-nums; }
.map .label.other text { fill: var(--quiet); }
.map .link.cut { stroke: var(--bad-ink); stroke-dasharray: 2 7; stroke-width: 3; }
.map .label.cut rect { stroke: var(--bad-ink); fill: var(--bad); }
.map .label.cut text { text-decoration: line-through; }
.links { display: flex; flex-wrap: wrap; gap: .15rem 1.5rem; font-size: .8125rem; color: var(--quiet); margin-bottom: 1rem; }
.links b { font-weight: 560; color: var(--ink); }

.panel.active { position: sticky; top: .5rem; z-index: 1; box-shadow: 0 2px 10px rgb(0 0 0 / .18); }
.panel { display: flex; gap: 1rem; align-items: start; justify-content: space-between; background: var(--accent-soft); border-radius: 8px; padding: .6rem .9rem; margin-bottom: .5rem; font-size: .875rem; }
.panel .said { max-height: 6.5rem; overflow: auto; }
.stand { display: grid; gap: 0 2rem; }
@media (min-width: 60rem) { .stand { grid-template-columns: 16rem minmax(0, 1fr); } }
.things { display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); gap: .75rem 1rem; }
.things h4 { font-size: .75rem; font-weight: 500; color: var(--quiet); margin: 0 0 .15rem; }
.thing { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .5rem; width: 100%; text-align: left; border-color: transparent; background: none; padding: .25rem .5rem; margin-left: -.5rem; line-height: 1.35; }
.thing b { font-weight: 560; }
.thing .count { color: var(--quiet); font-variant-numeric: tabular-nums; }
.thing:hover { background: var(--sunk); }
:is(.thing, .host)[aria-pressed='true'] { background: var(--accent-soft); border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.thing[data-mark='stands'] { background: var(--accent-soft); }

.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; font-size: .8125rem; max-width: none; }
.legend > span { display: inline-flex; align-items: center; gap: .35rem; }
.key::before { content: ''; width: 1rem; height: 1rem; border-radius: 4px; border: 1.5px solid var(--accent); background: var(--accent-soft); }
.key.gone::before { content: '×'; font: 700 .9rem/.8rem system-ui; text-align: center; border: 1.5px dashed var(--bad-ink); background: var(--bad); color: var(--bad-ink); }
.sign { vertical-align: -.22em; flex: none; }
.sign .shape, .shape { fill: currentColor; }
.letter { font: 700 11.5px system-ui, 'Liberation Sans', sans-serif; fill: var(--on-role); }
.map .letter { font-size: 11.5px; fill: var(--on-role); }
.sign.control-plane { color: var(--control-plane); }
.sign.worker { color: var(--worker); }
.sign.storage { color: var(--storage); }
.sign.edge { color: var(--edge-host); }
.sign.voter { color: var(--voter); }
.sites { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 21rem), 1fr)); align-items: start; }
.sites:is(.folded, .wide) { grid-template-columns: minmax(0, 1fr); }
.site { border: 1px solid var(--line); border-radius: 8px; padding: .8rem .9rem; }
.site:target { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
.racks { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: .75rem; }
.rack { background: var(--sunk); border-radius: 6px; padding: .5rem .6rem .6rem; }
.rack li { margin-top: .25rem; }
.folded .racks { grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); }
.host { width: 100%; text-align: left; padding: .15rem .4rem; border-color: var(--line); border-width: 1.5px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.host[data-mark='not'] { background: none; color: var(--quiet); }
.host[data-mark='not'] .sign { opacity: .55; }
.host[data-mark='stands'] { border-color: var(--accent); background: var(--accent-soft); font-weight: 560; }
.host:is([data-mark='lost'], [data-mark='off']) { border: 1.5px dashed var(--bad-ink); background: var(--bad); text-decoration: line-through; }
.host:is([data-mark='lost'], [data-mark='off'])::after { content: ' ×'; color: var(--bad-ink); font-weight: 700; float: right; }
.group { font-size: .8125rem; margin-top: .2rem; }
.group > summary { padding: .15rem .25rem; border-radius: 5px; }
.group .tally { color: var(--accent); font-weight: 600; white-space: nowrap; }
.group[data-mark='stands'] > summary { background: var(--accent-soft); }
.group:is([data-mark='lost'], [data-mark='part']) > summary { background: var(--bad); }
.group:is([data-mark='lost'], [data-mark='part']) .tally { color: var(--bad-ink); }
`;
