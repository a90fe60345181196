import { isText } from '../../../errors';
import { fieldsOf, parsedQuietly } from './yaml';

/** A cluster, as a kubeconfig names it. */
interface NamedCluster {
  /** URL of the API server. */
  readonly server: string;
  /** Certificate of the authority that signed the API server's, in PEM; empty where the kubeconfig has none of its own. */
  readonly ca: string;
}

/** The cluster of the current context of a kubeconfig; undefined where the text names none, or is no kubeconfig. */
export function clusterIn(kubeconfig: string): NamedCluster | undefined {
  const config = fieldsOf(parsedQuietly(kubeconfig));
  const [contexts, clusters] = [listOf(config['contexts']), listOf(config['clusters'])];
  const context = contexts.find(({ name }) => name === config['current-context']) ?? contexts[0];
  const wanted = fieldsOf(context?.['context'])['cluster'];
  const found = clusters.find(({ name }) => name === wanted) ?? clusters[0];
  const { server, 'certificate-authority-data': data } = fieldsOf(found?.['cluster']);
  if (!isText(server)) return undefined;
  return { server, ca: Buffer.from(isText(data) ? data : '', 'base64').toString() };
}

function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}
