import { BASE } from './base';
import { DARK, LIGHT, variables } from './palette';
import { PARTS } from './parts';
import { PRINT } from './print';
import { TOPOLOGY } from './topology';

/** Light unless the system or the reader wants dark; paper is always light. */
const THEMES = `
:root { color-scheme: light; ${variables(LIGHT)} }
@media screen and (prefers-color-scheme: dark) { :root:not([data-theme='light']) { color-scheme: dark; ${variables(DARK)} } }
@media screen { :root[data-theme='dark'] { color-scheme: dark; ${variables(DARK)} } }
`;

export const STYLE = [THEMES, BASE, TOPOLOGY, PARTS, PRINT].join('\n');
