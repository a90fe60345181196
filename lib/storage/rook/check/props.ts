import type { Problems } from '../../../errors';
import type { RookCephProps } from '../props';

const SWITCHES = ['encryption', 'defaultClass', 'sharedFilesystem', 'objectStore'] as const;

/** Checks the props that have nothing to do with the landscape. */
export function checkProps(props: RookCephProps, problems: Problems): void {
  for (const at of SWITCHES) {
    problems.check(props[at] === undefined || typeof props[at] === 'boolean', {
      at,
      got: props[at],
      want: 'true or false',
      fix: `leave \`${at}\` out for true`,
    });
  }
  problems.check(props.deviceFilter === undefined || isFilter(props.deviceFilter), {
    at: 'deviceFilter',
    got: props.deviceFilter,
    want: 'a regular expression of kernel names, without look-around and back references, which Go does not know',
    fix: "for example '^nvme', or leave it out for every empty disk",
  });
}

/** Letters of kernel names, and what regular expressions are made of. After `$` nothing can match. */
const PLAIN = /^(?!.*\$[^|)]*\()[\w^$.|?*+()[\]{},:\\-]{1,253}$/;

/** Rook reads it with Go's regexp; what JavaScript takes beyond that is refused here. */
function isFilter(text: unknown): boolean {
  if (typeof text !== 'string' || !PLAIN.test(text) || /\(\?[=!<]|\\[1-9k]/.test(text)) return false;
  try {
    new RegExp(text.replace(/^\(\?[ims]+\)/, ''));
    return true;
  } catch {
    return false;
  }
}
