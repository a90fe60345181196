import { FIND } from './find';
import { FRAME } from './frame';
import { MARK } from './mark';
import { TABLE } from './table';

/** The script of the page: plain JavaScript that a browser of 2022 runs, without any library. */
export const CLIENT = `'use strict';\n{\n${[FIND, MARK, TABLE, FRAME].join('\n')}\n}`;
