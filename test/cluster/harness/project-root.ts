import { resolve } from 'node:path';

/** The folder of package.json. Tests may be started from anywhere, so the working directory says nothing. */
export const projectRoot = resolve(__dirname, '..', '..', '..');
