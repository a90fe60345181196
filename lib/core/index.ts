export { collect, formatProblem, type Problem, Problems, TripodError } from '../errors';
export { image, imageTag, reference } from './catalogue/image';
export { type ImageEntry, type ImageName, IMAGES } from './catalogue/images';
export { RegistryMirror } from './catalogue/mirror';
export { type Release, RELEASES, type ReleaseSource } from './catalogue/releases';
export { JENKINS_PLUGINS, type Version, VERSIONS } from './catalogue/versions';
export type { Alert } from './alert/alert';
export { PrometheusRule, type PrometheusRuleSpec } from './alert/rules';
export { type BootCommand, Component, type ComponentOptions, type ComponentProps } from './component/component';
export * from './contracts';
export type { AcceptedRisk } from './environment/accepted-risk';
export type { Document } from './component/document';
export { Distribution } from './environment/distribution';
export { Environment } from './environment/environment';
export type { EnvironmentProps } from './environment/props';
export { HostFile, type HostFileProps } from './component/host-file';
export {
  customResource,
  type CustomResourceProps,
  type KindInfo,
  kindOf,
  markKind,
  type NamedMetadata,
} from './kind/kind';
export type { Scope } from './kind/scope';
export { NamespaceObject, type NamespaceProps, type PodSecurity } from './environment/namespace';
export { none, type Objective, OBJECTIVE_CLASSES, type Objectives } from './environment/objectives';
export { type ObjectOverride, Operator, type OperatorOptions } from './component/operator';
export type { PlanStep } from './component/plan-step';
export { Platform } from './platform';
export { Condition, type ObjectRef, type Readiness } from './component/readiness';
export { files } from './render/files';
export { manifestDocuments } from './render/manifests';
export { render } from './render/render';
export {
  fetchedOperators,
  type RenderedComponent,
  renderedObjects,
  type RenderedFile,
  type RenderedHostFile,
  type RenderedObject,
  type Rendering,
} from './render/rendering';
export { SecretObject, type SecretObjectProps } from './secret/object';
export { SecretValue } from './secret/value';
export type { StoreProps } from './store/props';
export { Stage, STAGES, stageFolder } from './component/stage';
export { type Tier, TIERS } from './environment/tier';
export type { Vendored, VendoredObject, VendoredRelease } from './component/vendored';
export * from './workload';
