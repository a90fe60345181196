import type { Rendering } from '../rendering';
import { fence } from './markdown';
import { secretTable } from './secrets';

/** What must exist before the first step. */
export function prerequisites(rendering: Rendering): string {
  const expected = rendering.components.flatMap(({ component }) => component.prerequisites);
  const items = [...new Set(expected)].map((item) => `- [ ] ${item}`);
  const sections = [
    '## Must exist beforehand',
    ...(items.length > 0 ? [items.join('\n')] : []),
    ...secretTable(rendering),
    ...mirror(rendering),
  ];
  return sections.length === 1 ? '' : sections.join('\n\n');
}

/** How images get into the mirror, also where no machine reaches both sides of an air gap. */
function mirror({ environment }: Rendering): readonly string[] {
  const { prefix } = environment.mirror;
  if (prefix === undefined) return [];
  // skopeo takes no reference with both a tag and a digest: what is asked for by digest is copied by it.
  const parts = `name=\${1%@*}; digest=\${1#"$name"}; from=\${name#${prefix}/}; [ -z "$digest" ] || from=\${from%:*}$digest`;
  return [
    `Every image of images.txt in the registry \`${prefix}\`. First where the internet is, then, with the folder \`images\`, where the registry is:`,
    fence([
      `fetch() { ${parts}; mkdir -p "images/$from" && skopeo copy --all --preserve-digests "docker://$from" "dir:images/$from"; }`,
      `push() { ${parts}; skopeo copy --all --preserve-digests "dir:images/$from" "docker://$name"; }`,
      'while read -r image; do fetch "$image" </dev/null || { echo "missing: $image"; break; }; done < images.txt',
      'while read -r image; do push "$image" </dev/null || { echo "not pushed: $image"; break; }; done < images.txt',
    ]),
  ];
}
