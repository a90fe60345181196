import type { Duration } from 'cdk8s';
import type { AcceptedRisk } from '../../environment/accepted-risk';
import type { Objective } from '../../environment/objectives';
import { fetchedOperators, type Rendering, renderedObjects } from '../rendering';

/** What is built, where, and what a reader must know before he starts. */
export function summary(rendering: Rendering): string {
  const { environment, components, images } = rendering;
  const objects = renderedObjects(rendering).length;
  const rows = [
    ['tier', environment.tier],
    ['distribution', String(environment.distribution)],
    [
      'sites',
      environment.sites
        .map((site) => `${site.name} (${site.city}, ${site.role}, ${site.hosts.length} hosts)`)
        .join('; '),
    ],
    ['pods, services', `${environment.cluster.pods}, ${environment.cluster.services}`],
    ['objects', `${objects} in ${components.length} components`],
    ['images', `${images.length}, listed in images.txt`],
    ['registry', environment.mirror.prefix ?? 'upstream registries'],
    ...Object.entries(environment.objectives).map(([failure, objective]) => [
      `objective: loss of a ${failure}`,
      promise(objective as Objective),
    ]),
    ...environment.acceptedRisks.map((risk) => [`accepted: ${risk.of}, loss of a ${risk.failure}`, accepted(risk)]),
  ];
  const table = ['| | |', '| --- | --- |', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
  const demanded =
    'The objectives are what the bank demands: proof.json and report.html say what every failure costs, and a broken ' +
    'objective fails the synth. What is accepted is excepted from them, for the reason given.';
  const promised = Object.keys(environment.objectives).length > 0 ? [demanded] : [];
  return [table, ...promised, ...notices(rendering)].join('\n\n');
}

function notices(rendering: Rendering): readonly string[] {
  const { environment, components, images } = rendering;
  const fetched = [
    ...fetchedOperators(rendering).map(
      ({ node }) => `${node.id} (its release, by URL; \`tripod vendor\` fetches and verifies it beforehand)`,
    ),
    ...components.flatMap(({ component }) => component.downloads.map((what) => `${component.node.id} (${what})`)),
  ];
  const undigested = images.filter(({ digest }) => digest === undefined).length;
  const advice = environment.tier === 'test' ? '' : '; pin the digests that your mirror reports';
  return [
    ...(fetched.length > 0 ? [`**Needs the internet**: ${fetched.join(', ')}.`] : []),
    ...(undigested > 0
      ? [
          `**Without a digest**: ${undigested} of ${images.length} images are asked for by tag only, the lines of images.txt without \`@sha256\`. Whoever writes to the registry can exchange them${advice}.`,
        ]
      : []),
  ];
}

function accepted({ objective, reason }: AcceptedRisk): string {
  return `${objective === undefined ? 'nothing is promised' : promise(objective)}: ${reason.replaceAll('|', '\\|')}`;
}

function promise({ rpo, rto }: Objective): string {
  return `${rpo.toMilliseconds() === 0 ? 'no acknowledged data lost' : `at most ${time(rpo)} of data lost`}, back within ${time(rto)}`;
}

function time(duration: Duration): string {
  const seconds = duration.toMilliseconds() / 1000;
  return seconds % 3600 === 0 ? `${seconds / 3600} h` : seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}
