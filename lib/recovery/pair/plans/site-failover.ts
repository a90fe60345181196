import { Duration } from 'cdk8s';
import type { Site } from '../../../landscape';
import { kubectl } from '../../failover/step';
import { type Action, Lasting } from '../../plan/action';
import type { RecoveryPlan } from '../../plan/recovery-plan';
import { othersOf, type Pair } from '../pair';
import { byItself } from './parts/by-itself';
import { silent } from './parts/fence';
import { whatAnswers } from './parts/look';
import { planOf } from './plan';

/**
 * The loss of one site: what is left has a majority, and goes on by itself. People look, and let go what may run nowhere twice.
 * Nothing is promoted, and nothing is fenced.
 */
export function siteFailoverPlan(pair: Pair, site: Site): RecoveryPlan {
  const { from, decidedBy, doneBy } = pair;
  const reach = kubectl(from);
  const label = `topology.kubernetes.io/zone=${site.name}`;
  const looks = new Lasting('it only looks');
  const away = `node.kubernetes.io/out-of-service=nodeshutdown:NoExecute`;
  const actions: readonly Action[] = [
    whatAnswers(from, decidedBy),
    byItself(othersOf(pair), site),
    {
      id: 'what-is-left',
      title: `Look at what is left: the API answers, and nodes of other sites are ready`,
      phase: 'look',
      time: Duration.minutes(2),
      commands: [
        `${reach} get --raw=/readyz`,
        `${reach} wait --for=condition=Ready nodes --selector='topology.kubernetes.io/zone!=${site.name}' --timeout=120s`,
      ],
      verify: [],
      undo: looks,
    },
    {
      // Pods with a volume stay where nobody sees them until somebody says that nothing runs there any more.
      id: 'let-go',
      title: `${doneBy} makes sure that every host of ${site.name} is off, and lets go what had a volume there`,
      phase: 'preparation',
      time: Duration.minutes(20),
      by: doneBy,
      check: silent(site.hosts.map(({ address }) => address)),
      commands: [`${reach} taint nodes --selector=${label} ${away} --overwrite`],
      verify: [
        `found=$(${reach} get nodes --selector=${label} --output=jsonpath='{range .items[*]}{.spec.taints[?(@.key=="node.kubernetes.io/out-of-service")].key}{"\\n"}{end}')`,
        '[ -n "$found" ] || { echo "no node there has the taint" >&2; exit 1; }',
      ],
      // Once the site is back: a node that keeps it takes no pods.
      undo: [`${reach} taint nodes --selector=${label} ${away}-`],
    },
    {
      id: 'what-runs',
      title: 'Name pods that do not run: none of them is of a service that users miss',
      phase: 'verification',
      time: Duration.minutes(10),
      commands: [
        `${reach} get pods --all-namespaces --field-selector=status.phase!=Running,status.phase!=Succeeded --no-headers`,
        `${reach} get --raw=/readyz`,
      ],
      verify: [],
      undo: looks,
    },
  ];
  return planOf(pair, {
    name: `site-failover-${site.name}`,
    kind: 'site-failover',
    title: `The loss of ${site.name}: ${from.name} goes on by itself, and nothing is promoted`,
    from: from.name,
    to: from.name,
    actions,
  });
}
