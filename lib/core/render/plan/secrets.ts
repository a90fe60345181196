import type { SecretObject } from '../../secret/object';
import type { Rendering } from '../rendering';

/** Secrets that nobody else makes: without a secret store, and by no step that comes later. */
function missing({ secrets }: Rendering): readonly SecretObject[] {
  return secrets.filter(({ external, later }) => external === undefined && !later);
}

/** What the Secrets hold, by name: their values are never part of the output. */
export function secretTable(rendering: Rendering): readonly string[] {
  if (missing(rendering).length === 0) return [];
  const rows = missing(rendering).map(({ name, namespace, type, values }) => {
    const keys = Object.entries(values).map(([key, value]) => `\`${key}\` = ${value.name}`);
    return `| ${namespace} | ${name} | ${type} | ${keys.join('<br>')} |`;
  });
  const head = ['| namespace | Secret | type | keys, and the secret that each holds |', '| --- | --- | --- | --- |'];
  return [
    'Secrets, each in a file of its name below `$SECRETS`, a folder in memory; they are made once the namespaces are there:',
    [...head, ...rows].join('\n'),
  ];
}

/** The step that makes them. A second run changes what has changed. */
export function secretSteps(rendering: Rendering) {
  const commands = missing(rendering).map(({ name, namespace, type, values }) => {
    const files = Object.entries(values).map(([key, value]) => `--from-file=${key}="$SECRETS/${value.name}"`);
    const create = `kubectl create secret generic ${name} --namespace=${namespace} --type=${type} ${files.join(' ')}`;
    return `${create} --dry-run=client --output=yaml | kubectl apply --server-side --field-manager=tripod -f -`;
  });
  return commands.length === 0 ? [] : [{ title: 'Secrets: then remove the files', commands }];
}
