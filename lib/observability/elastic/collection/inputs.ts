import { BEATS_HOST, BEATS_PORT } from '../names';

/** Where the authority of Logstash's certificate is mounted. Beats reads it again at every handshake (since 9.4.3). */
export const AUTHORITY = '/etc/logstash';

/**
 * Content of filebeat.yml: every container of the node, also what was rotated while Logstash was away.
 * Sources: elastic/beats deploy/kubernetes/filebeat-kubernetes.yaml, docs/reference/filebeat/filebeat-input-filestream.md.
 */
export function filebeatConfig(): Readonly<Record<string, unknown>> {
  return {
    'filebeat.inputs': [
      {
        type: 'filestream',
        id: 'containers',
        paths: ['/var/log/pods/*/*/*.log*'],
        // The kubelet compresses rotated files; while it does so the copy ends in .tmp.
        compression: 'auto',
        'prospector.scanner.exclude_files': ['\\.tmp$'],
        // Files are known by their first bytes, since their names move on. 1024 by default: a file that stays below would
        // never be read. 64, the least allowed, are the time stamp in nanoseconds and the start of the first line.
        'file_identity.fingerprint': {},
        'prospector.scanner.fingerprint': { enabled: true, offset: 0, length: 64 },
        parsers: [{ container: {} }],
        processors: [
          {
            add_kubernetes_metadata: {
              host: '${NODE_NAME}',
              'default_indexers.enabled': false,
              'default_matchers.enabled': false,
              indexers: [{ pod_uid: {} }],
              matchers: [{ logs_path: { logs_path: '/var/log/pods/', resource_type: 'pod' } }],
            },
          },
          {
            // Names come from the path too: static pods have another uid there, and pods that are gone have none.
            dissect: {
              field: 'log.file.path',
              tokenizer:
                '/var/log/pods/%{kubernetes.namespace}_%{kubernetes.pod.name}_%{}/%{kubernetes.container.name}/%{}',
              target_prefix: '',
              overwrite_keys: true,
              ignore_failure: true,
            },
          },
        ],
      },
    ],
    'output.logstash': {
      hosts: [`${BEATS_HOST}:${BEATS_PORT}`],
      'ssl.certificate_authorities': [`${AUTHORITY}/ca.crt`],
      // Connections are made anew, else all would stay with the Logstash that started first.
      ttl: '5m',
      pipelining: 0,
    },
  };
}
