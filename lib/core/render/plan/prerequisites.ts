import type { Rendering } from '../rendering';
import { fence } from './markdown';

/** What must exist before the first step. */
export function prerequisites(rendering: Rendering): string {
  const expected = rendering.components.flatMap(({ component }) => component.prerequisites);
  const items = [...new Set(expected)].map((item) => `- [ ] ${item}`);
  const sections = [
    '## Must exist beforehand',
    ...(items.length > 0 ? [items.join('\n')] : []),
    ...secrets(rendering),
    ...mirror(rendering),
  ];
  return sections.length === 1 ? '' : sections.join('\n\n');
}

/** Secrets that nobody else makes. Their values are never part of the output. */
function secrets({ secrets }: Rendering): readonly string[] {
  const missing = secrets.filter(({ external }) => external === undefined);
  if (missing.length === 0) return [];
  const rows = missing.map(({ name, namespace, type, values }) => {
    const keys = Object.entries(values).map(([key, value]) => `\`${key}\` = ${value.name}`);
    return `| ${namespace} | ${name} | ${type} | ${keys.join('<br>')} |`;
  });
  const table = [
    '| namespace | Secret | type | keys, and the secret that each holds |',
    '| --- | --- | --- | --- |',
    ...rows,
  ];
  return [
    'Secrets, made by hand or from the vault once the namespaces are there (stage definitions):',
    table.join('\n'),
  ];
}

function mirror({ environment }: Rendering): readonly string[] {
  const { prefix } = environment.mirror;
  if (prefix === undefined) return [];
  const copy = `while read -r image; do skopeo copy --all "docker://\${image#${prefix}/}" "docker://$image"; done < images.txt`;
  return [`Every image of images.txt in the registry \`${prefix}\`. Where the internet is:`, fence([copy])];
}
