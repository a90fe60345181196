import { stringify } from 'yaml';
import { agentPod } from './agents';
import { AGENT, AGENTS_NAMESPACE } from './names';
import { internalUrl, type JenkinsSettings } from './settings';

/** Files of the admin's Secret below `SECRETS`; configuration as code puts their content in place of `${name}`. */
export const ADMIN_FILES = { username: 'jenkins-admin-username', password: 'jenkins-admin-password' } as const;
/** The administrator's name: configuration as code puts secrets into every text (PrimitiveConfigurator.java@2115.vf6de120eef70). */
const ADMIN = `\${${ADMIN_FILES.username}}`;

/** Name of the pod template of agents, and their label in jobs. */
const TEMPLATE = 'agent';
/** Seconds after which an agent's pod that no controller knows is deleted; the plugin takes no less than 120. */
const ORPHAN_TIMEOUT = 300;

/**
 * The whole configuration of the controller, as the configuration-as-code plugin reads it. It is read at every start
 * and wins over what was changed by hand. Fields: jenkinsci/helm-charts charts/jenkins/templates/_helpers.tpl@jenkins-5.9.53,
 * jenkinsci/kubernetes-plugin KubernetesCloud.java and PodTemplate.java (data-bound setters), jenkinsci/matrix-auth-plugin
 * integrations/casc/DefinitionEntry.java.
 */
export function renderCasc(settings: JenkinsSettings): string {
  const { url, updateCenter } = settings;
  const config = {
    jenkins: {
      // Nothing is built where the secrets of all jobs lie.
      numExecutors: 0,
      mode: 'EXCLUSIVE',
      // No TCP port for agents: they come by WebSocket.
      slaveAgentPort: -1,
      noUsageStatistics: true,
      securityRealm: {
        local: {
          allowsSignup: false,
          users: [{ id: ADMIN, password: `\${${ADMIN_FILES.password}}` }],
        },
      },
      // Whoever is added later may do nothing by that.
      authorizationStrategy: {
        globalMatrix: { entries: [{ user: { name: ADMIN, permissions: ['Overall/Administer'] } }] },
      },
      ...(updateCenter === undefined ? {} : { updateCenter: { sites: [defaultSite(updateCenter)] } }),
      clouds: [{ kubernetes: cloud(settings) }],
    },
    security: { apiToken: { creationOfLegacyTokenEnabled: false, tokenGenerationOnCreationEnabled: false } },
    unclassified: { location: { url: url.endsWith('/') ? url : `${url}/` } },
  };
  return stringify(config, { lineWidth: 0 });
}

/** Where the running controller looks for newer plugins and security warnings. */
function defaultSite(updateCenter: string) {
  return { id: 'default', url: `${updateCenter.replace(/\/+$/, '')}/update-center.json` };
}

/** The cluster itself, by the controller's ServiceAccount. */
function cloud({ url, agents }: JenkinsSettings) {
  return {
    name: 'kubernetes',
    namespace: AGENTS_NAMESPACE,
    jenkinsUrl: internalUrl(url),
    webSocket: true,
    containerCapStr: String(agents),
    podLabels: [{ key: 'app.kubernetes.io/name', value: AGENT }],
    // For containers that pipelines add; the template below says it itself.
    restrictedPssSecurityContext: true,
    // Pod templates in pipelines start from this one: its image, its account, its security.
    defaultsProviderTemplate: TEMPLATE,
    garbageCollection: { timeout: ORPHAN_TIMEOUT },
    templates: [
      {
        // Without an id the plugin draws a new one at every start, and loses the agents of the time before.
        id: TEMPLATE,
        name: TEMPLATE,
        label: TEMPLATE,
        nodeUsageMode: 'NORMAL',
        serviceAccount: AGENT,
        yaml: stringify(agentPod(), { lineWidth: 0 }),
        // What a pipeline writes is merged into it; by default it would take its place.
        yamlMergeStrategy: 'merge',
        inheritYamlMergeStrategy: true,
      },
    ],
  };
}
