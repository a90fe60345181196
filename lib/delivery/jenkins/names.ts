/** Namespace of the controller. */
export const NAMESPACE = 'jenkins';
/** Namespace of the credentials that jobs use, as Secrets. Nothing runs there. */
export const CREDENTIALS_NAMESPACE = 'jenkins-credentials';
/** Namespace in which builds run. */
export const AGENTS_NAMESPACE = 'jenkins-agents';

/** The controller's StatefulSet, Service and ServiceAccount. */
export const CONTROLLER = 'jenkins';
/** ServiceAccount and label of the agents. */
export const AGENT = 'jenkins-agent';
/** Secret with the first administrator. */
export const ADMIN_SECRET = 'jenkins-admin';

export const HTTP_PORT = 8080;

/** User `jenkins` of both images (jenkinsci/docker debian/Dockerfile@2.568.2, jenkinsci/docker-agent debian/Dockerfile). */
export const USER = 1000;
