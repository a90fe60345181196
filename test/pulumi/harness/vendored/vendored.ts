import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Environment, Operator, type Platform, render, renderedObjects, type Vendored } from 'tripod-iac';
import { readVendored } from 'tripod-iac/vendor';
import { environmentsOf } from '../../../../lib/engines/synth/choose';
import { platform } from '../../../../stacks/platform';
import { projectRoot } from '../../../cluster/harness/project-root';
import type { ReleaseKey, Wanted } from './definitions';
import { standInFor } from './stand-in';

interface VendoredOptions {
  /**
   * Whether stand-ins have every definition of their release, all 147: an API server and the engine's state take two
   * minutes for those. @default false: those whose kinds the platform uses, 24
   */
  readonly all?: boolean;
}

/**
 * Releases of all operators of a platform: what `tripod vendor` wrote where it was run, else stand-ins.
 *
 * @param build makes the platform with the releases that it is given: at first none, to see which operators there are.
 *   By default that of `stacks/`.
 */
export function vendoredForTests(
  build: (vendored: Vendored) => Platform = platform,
  { all = false }: VendoredOptions = {},
): Vendored {
  const folder = join(projectRoot, 'vendor');
  if (existsSync(folder)) {
    process.stderr.write('operators: the vendored releases\n');
    return readVendored(folder);
  }
  const bare = build(new Map());
  const operators = bare.node.findAll().filter((construct) => Operator.isOperator(construct));
  const keys = [...new Set(operators.map(({ key }) => key as ReleaseKey))];
  const used = kindsOf(environmentsOf(bare));
  const wanted: Wanted = (group, kind) => all || used.has(`${group} ${kind}`);
  const what = all ? 'all definitions' : 'the definitions of the kinds that are used';
  process.stderr.write(`operators: not vendored, so stand-ins of the tests with ${what}: ${keys.join(', ')}\n`);
  const of = (key: ReleaseKey) => operators.filter((operator) => operator.key === key);
  return new Map(keys.map((key) => [key, standInFor(key, of(key), wanted)]));
}

/** `ceph.rook.io CephCluster`: the kinds of all objects, of those in releases that are changed, and of those that join. */
function kindsOf(environments: readonly Environment[]): ReadonlySet<string> {
  const renderings = environments.map(render);
  const objects = renderings.flatMap((rendering) => renderedObjects(rendering).map(({ json }) => json));
  const changed = renderings.flatMap(({ components }) => components.flatMap(({ changes }) => changes?.overrides ?? []));
  const joining = renderings.flatMap(({ components }) =>
    components.flatMap(({ component }) => component.exchange?.join.objects.map(({ body }) => body) ?? []),
  );
  return new Set(
    [...objects, ...changed, ...joining].map(({ apiVersion, kind }) => `${apiVersion.split('/')[0]} ${kind}`),
  );
}
