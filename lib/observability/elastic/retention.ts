import { Duration, Size } from 'cdk8s';
import { Cpu, k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { CronJob, image } from '../../core';
import { ELASTICSEARCH, LOGGING } from './names';
import { dataOf, type ElasticSettings } from './settings';
import { copies } from './sizing';

const NAME = 'log-retention';
const POLICY = 'tripod-logs';
const FOLDER = '/retention';
/** Generations of indices that may be kept; a node holds at most 1000 shards (cluster.max_shards_per_node). */
const GENERATIONS = 200;

/**
 * Days after which a new index is begun: one, or more where that would make more than 200 of them. A line is kept for at
 * least the retention and goes at the latest this much after it.
 */
export function rolloverDays(retention: Duration): number {
  return Math.ceil(retention.toDays() / GENERATIONS);
}

/**
 * Tells Elasticsearch every hour how long logs are kept and how they are spread: an ILM policy, and the component template
 * `logs@custom` that the built-in template of `logs-*-*` reads (elastic/elasticsearch x-pack/plugin/core/template-resources
 * logs@template.json). Existing indices get both. Whoever changes the policy by hand finds it put back within the hour.
 *
 * The StackConfigPolicy of ECK would do the same and needs an Enterprise licence. A Job could not be changed afterwards.
 */
export function keepLogs(scope: Construct, settings: ElasticSettings): void {
  new k8s.KubeConfigMap(scope, 'retention-config', {
    metadata: { name: NAME, namespace: LOGGING },
    data: { ...renderDocuments(settings), 'apply.sh': renderScript() },
  });
  new CronJob(scope, 'retention', {
    name: NAME,
    namespace: LOGGING,
    schedule: '17 * * * *',
    deadline: Duration.minutes(5),
    containers: [
      {
        name: 'apply',
        // Has curl and bash: ECK's own stop hook uses them (pkg/controller/elasticsearch/nodespec/lifecycle_hook.go@v3.5.0).
        image: image('elasticsearch'),
        command: ['bash', `${FOLDER}/apply.sh`],
        env: [
          {
            name: 'PASSWORD',
            valueFrom: { secretKeyRef: { name: `${ELASTICSEARCH}-es-elastic-user`, key: 'elastic' } },
          },
        ],
        mounts: [
          { name: 'config', mountPath: FOLDER, readOnly: true },
          { name: 'authority', mountPath: '/authority', readOnly: true },
        ],
        cpu: Cpu.millis(50),
        memory: Size.mebibytes(64),
      },
    ],
    volumes: [
      { name: 'config', configMap: { name: NAME } },
      {
        name: 'authority',
        secret: { secretName: `${ELASTICSEARCH}-es-http-certs-public`, items: [{ key: 'ca.crt', path: 'ca.crt' }] },
      },
    ],
  });
}

/** What is put into Elasticsearch, as JSON. */
export function renderDocuments(settings: ElasticSettings): Record<string, string> {
  const { retention, sites, dataNodes } = settings;
  const rollover = { max_age: `${rolloverDays(retention)}d`, max_primary_shard_size: '50gb' };
  const index = { 'lifecycle.name': POLICY, number_of_replicas: copies(dataOf(sites)) - 1 };
  return {
    'policy.json': json({
      policy: {
        phases: {
          hot: { min_age: '0ms', actions: { rollover } },
          // Counted from the rollover, that is from the youngest line of the index.
          delete: { min_age: `${retention.toDays()}d`, actions: { delete: {} } },
        },
      },
    }),
    // As many primaries as data nodes in a site: with a copy in each site, every node takes the same load.
    'template.json': json({ template: { settings: { index: { ...index, number_of_shards: dataNodes } } } }),
    'settings.json': json({ index }),
  };
}

/** The password goes through a pipe: arguments can be read in the process list. ECK makes it of letters and digits. */
function renderScript(): string {
  return [
    'set -euo pipefail',
    'put() {',
    `  printf 'user = "elastic:%s"\\n' "$PASSWORD" | curl --config - --silent --show-error --fail-with-body \\`,
    '    --retry 3 --retry-connrefused --max-time 60 --cacert /authority/ca.crt \\',
    `    --request PUT --header 'Content-Type: application/json' --data "@${FOLDER}/$2" \\`,
    `    "https://${ELASTICSEARCH}-es-http.${LOGGING}.svc:9200/$1"`,
    '  echo',
    '}',
    `put _ilm/policy/${POLICY} policy.json`,
    'put _component_template/logs@custom template.json',
    "put 'logs-*/_settings?ignore_unavailable=true&expand_wildcards=open,hidden' settings.json",
    '',
  ].join('\n');
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
