import { BEATS_PORT } from '../names';

/** Where the pod finds the certificate that ECK gave it (pkg/controller/common/certificates/secret.go@v3.5.0). */
export const CERTIFICATES = '/mnt/elastic-internal/http-certs';
/** The key as the beats input reads it: PKCS#8. */
export const KEY = '/run/beats/tls.key';
/** Prefix of the variables by which ECK hands over address and credentials of Elasticsearch. */
export const CLUSTER = 'logs';

/**
 * From Filebeat to the data stream `logs-kubernetes-default`. The stream is not named by the event, so that nobody can
 * choose another retention for his lines.
 * Options: logstash-plugins/logstash-input-beats docs/index.asciidoc@v7.0.9, logstash-output-elasticsearch docs/index.asciidoc.
 */
export function renderPipeline(): string {
  const variable = (name: string) => `"\${${CLUSTER.toUpperCase()}_ES_${name}}"`;
  return [
    'input {',
    '  beats {',
    `    port => ${BEATS_PORT}`,
    '    ssl_enabled => true',
    `    ssl_certificate => "${CERTIFICATES}/tls.crt"`,
    `    ssl_key => "${KEY}"`,
    '  }',
    '}',
    'output {',
    '  elasticsearch {',
    `    hosts => [ ${variable('HOSTS')} ]`,
    `    user => ${variable('USER')}`,
    `    password => ${variable('PASSWORD')}`,
    '    ssl_enabled => true',
    `    ssl_certificate_authorities => [ ${variable('SSL_CERTIFICATE_AUTHORITY')} ]`,
    '    data_stream => "true"',
    '    data_stream_type => "logs"',
    '    data_stream_dataset => "kubernetes"',
    '    data_stream_namespace => "default"',
    '    data_stream_auto_routing => false',
    '  }',
    '}',
    '',
  ].join('\n');
}
