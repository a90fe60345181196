import { type Component, type Environment, type Exchange, filled, takenNames } from 'tripod-iac';
import { parse } from 'yaml';
import { twoCities } from '../../support/two-cities';
import { textOf } from './mirrored';

const { from, to, mirror, other } = twoCities();
const exchangeOf = ({ exchange }: Component): Exchange => exchange!;

describe.each([
  ['production', mirror, other, from],
  ['remote-dr', other, mirror, to],
] as const)('what joins %s to the other city', (name, side, peer, here: Environment) => {
  const { offers, join } = exchangeOf(side);
  const step = textOf(side);
  const offered = [...offers, ...exchangeOf(peer).offers];

  it('is what its step of the plan does: the same fields, by the same manager, after the same Secret', () => {
    const patches = join.objects.filter(({ manager }) => manager !== undefined);
    expect(patches.length).toBeGreaterThan(0);
    for (const { body, manager, secrets = [] } of patches) {
      const { apiVersion, kind, metadata, ...fields } = body;
      const target = `patch ${kind.toLowerCase()} ${metadata.name} --type=merge`;
      expect(apiVersion).toBe('ceph.rook.io/v1');
      expect(step).toContain(`${target} --field-manager=${manager} --patch='${JSON.stringify(fields)}'`);
      expect(secrets).toHaveLength(1);
      for (const secret of secrets) expect(step).toContain(`create secret generic ${secret.name} --from-file=token=`);
    }
  });

  it('is the same object, with numbers for commands', () => {
    const [text = ''] = /^apiVersion: csi[\s\S]*?(?=\nEND)/m.exec(step) ?? [];
    const asked = text.replace(
      /\$\(kubectl --kubeconfig="\$HOME\/\.kube\/([\w-]+)\.conf" [^)]* get cephblockpool (\w+) [^)]*\)/g,
      '$1 $2',
    );
    const [mapping] = join.objects.filter(({ manager }) => manager === undefined);
    const number = (value: string) => value.replace(/^(.*)\/ceph-mirror\/cephblockpool\/(.*)\/number$/, '$1 $2');
    expect(parse(asked)).toEqual(filled(mapping?.body, number));
  });

  it('is where the step of the other side looks for it', () => {
    const there = textOf(peer);
    for (const { source, path, key } of offers) {
      const get = `kubectl --kubeconfig="$HOME/.kube/${here.name}.conf" --namespace=${source.namespace} get`;
      expect(there).toContain(`${get} ${source.kind.toLowerCase()} ${source.name} --output=jsonpath='${path}'`);
      if (key !== undefined) expect(there).toContain(`--output=jsonpath='{.data.${key}}'`);
    }
  });

  it('takes nothing that nobody offers', () => {
    const taken = join.objects.flatMap(({ body, secrets = [] }) => [
      ...takenNames(body),
      ...secrets.flatMap(({ values }) => Object.values(values).map((value) => value.name)),
    ]);
    const names = offered.map((each) => each.name);
    expect(names).toEqual(expect.arrayContaining(taken));
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((each) => each.startsWith(`${name}/`))).toEqual(offers.map((each) => each.name));
  });
});
