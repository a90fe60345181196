import { Operator, type Rendering, VERSIONS } from '../../../core';
import { el } from '../html';
import { pill } from './pill';
import { lead, type Section, section, table } from './section';

/** What runs in which version, and which Kubernetes each supports. */
export function versions({ environment, components }: Rendering): Section {
  const operators = components
    .map(({ component }) => component)
    .filter((component) => Operator.isOperator(component))
    .map(({ release, vendored }) => [
      release.name,
      release.version,
      release.kubernetes,
      vendored ? pill('good', 'vendored') : pill('fair', 'fetched by the plan'),
    ]);
  const { name, version, kubernetes } = environment.distribution;
  const own = [
    name === 'kubernetes' ? 'Kubernetes' : 'OpenShift',
    version,
    kubernetes,
    el('span', { class: 'quiet' }, '–'),
  ];
  const catalogue = Object.entries(VERSIONS).map(([name, entry]) => [
    name,
    entry.version,
    entry.kubernetes,
    entry.source,
  ]);
  return section(
    'versions',
    'Versions',
    lead('Releases that the environment installs. A vendored release was fetched and verified beforehand.'),
    table('Versions', ['Release', 'Version', 'Kubernetes', 'Origin'], [own, ...operators]),
    el(
      'details',
      null,
      el('summary', null, 'All versions that this release of Tripod is built and tested with'),
      table('Catalogue of versions', ['Name', 'Version', 'Kubernetes', 'Source'], catalogue, 'small'),
    ),
  );
}
