/** Where logs are stored and searched; every pod is `restricted`. */
export const LOGGING = 'logging';
/** Where they are collected: hostPath is refused by `baseline`. Logstash is here because Filebeat reads its authority. */
export const AGENTS = 'logging-agents';

export const ELASTICSEARCH = 'elasticsearch';
export const KIBANA = 'kibana';
export const LOGSTASH = 'logstash';
export const FILEBEAT = 'filebeat';

/** Service in front of the beats input; ECK names it `<logstash>-ls-<service>`. */
export const BEATS_HOST = `${LOGSTASH}-ls-beats.${AGENTS}.svc`;
export const BEATS_PORT = 5044;

/** Labels by which ECK marks the pods (pkg/controller/…/label(s).go@v3.5.0). */
export const PODS = {
  elasticsearch: { 'elasticsearch.k8s.elastic.co/cluster-name': ELASTICSEARCH },
  kibana: { 'kibana.k8s.elastic.co/name': KIBANA },
  logstash: { 'logstash.k8s.elastic.co/name': LOGSTASH },
  filebeat: { 'beat.k8s.elastic.co/name': FILEBEAT },
} as const;
