import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Problems } from '../../errors';
import { reference, withoutDigest } from '../catalogue/image';
import { IMAGES, type ImageEntry } from '../catalogue/images';
import { ImageRewriter } from '../catalogue/rewrite';
import { checkAlerts } from '../alert/check';
import { checkComponents, orderComponents } from '../check/components';
import { checkHostFiles } from '../check/host-files';
import { checkPlain } from '../check/metadata';
import type { Json } from '../check/json';
import { checkDependencies, checkObjects, namespacesOf, type Owned } from '../check/objects';
import { checkSecrets } from '../check/secrets';
import { Component } from '../component/component';
import type { Environment } from '../environment/environment';
import { HostFile } from '../component/host-file';
import { Operator } from '../component/operator';
import { waves } from '../order/waves';
import { SecretObject } from '../secret/object';
import type { RenderedComponent, Rendering } from './rendering';

/**
 * Orders, checks and renders everything in an environment. Pure: nothing is written, nothing is read.
 * @throws TripodError with every problem of the environment
 */
export function render(environment: Environment): Rendering {
  const problems = new Problems('');
  const here = problems.below(environment.node.path);
  const constructs = environment.node.findAll();
  const components = constructs.filter((construct) => Component.isComponent(construct));
  checkComponents(components, here);
  checkAlerts(components, problems);
  components.forEach((component) => component.checkComplete?.(problems.below(component.node.path)));
  checkConstructs(constructs, problems);
  const ordered = orderComponents(components, here);
  const rewriter = new ImageRewriter(environment.mirror, problems, environment.images);
  const parts = ordered.map((component) => renderComponent(component, rewriter, problems));
  const objects = parts.flatMap((part) => part.objects);
  const secrets = constructs.filter((construct) => SecretObject.isSecretObject(construct));
  const isThere = namespacesOf(objects, environment.distribution.name);
  checkObjects(objects, isThere, problems);
  checkSecrets(secrets, objects, isThere, problems);
  const hostFiles = constructs.filter((construct) => HostFile.isHostFile(construct));
  checkHostFiles(hostFiles, environment.hosts, here);
  const contents = hostFiles.map((file) => ({ file, content: renderFile(file, rewriter) }));
  problems.throwIfAny();
  return {
    environment,
    components: parts.map(({ objects, ...part }) => ({ ...part, waves: inWaves(objects) })),
    hostFiles: contents,
    secrets,
    images: images(ordered, rewriter),
  };
}

function renderComponent(component: Component, rewriter: ImageRewriter, problems: Problems) {
  const objects = component.node.findAll().filter((construct) => ApiObject.isApiObject(construct));
  checkDependencies(component, objects, problems);
  return {
    component,
    changes: renderChanges(component, rewriter),
    objects: objects.flatMap((object) => renderObject(component, object, rewriter, problems)),
  };
}

/** Of a vendored release the objects have them already. */
function renderChanges(component: Component, rewriter: ImageRewriter): RenderedComponent['changes'] {
  if (!Operator.isOperator(component) || component.vendored) return undefined;
  const { settings, overrides, node } = component;
  return rewriter.rewrite({ settings, overrides }, node.path) as RenderedComponent['changes'];
}

/** The object, or a problem for one that holds what JSON has no word for. */
function renderObject(
  component: Component,
  object: ApiObject,
  rewriter: ImageRewriter,
  problems: Problems,
): readonly Owned[] {
  const json = checkPlain(object, problems);
  if (json === undefined) return [];
  return [{ component, object, json: rewriter.rewrite(withoutEmptyRules(json), object.node.path) as Json }];
}

function renderFile(file: HostFile, rewriter: ImageRewriter): string {
  return rewriter.text(file.content, file.node.path, '', file.digests);
}

/** The API server drops an empty list of rules; written out, it would show as a change at every run. */
function withoutEmptyRules(json: Json): Json {
  if (!Array.isArray(json['rules']) || json['rules'].length > 0) return json;
  return Object.fromEntries(Object.entries(json).filter(([key]) => key !== 'rules')) as unknown as Json;
}

function inWaves(objects: readonly Owned[]) {
  const byObject = new Map(objects.map((owned) => [owned.object, owned]));
  return waves(objects.map(({ object }) => object)).map((wave) => wave.flatMap((object) => byObject.get(object) ?? []));
}

/** Runs the validations that constructs carry (`node.addValidation`), which cdk8s would run on its own `synth`. */
function checkConstructs(constructs: readonly IConstruct[], problems: Problems): void {
  for (const construct of constructs) {
    for (const message of construct.node.validate()) {
      problems.add({ path: construct.node.path, got: message, want: 'a valid construct', fix: 'see the message' });
    }
  }
}

function images(components: readonly Component[], rewriter: ImageRewriter): readonly ImageEntry[] {
  const started: readonly ImageEntry[] = components.flatMap((component) =>
    // Binaries put the names together by themselves, from a registry and a tag.
    component.images.map((name) => withoutDigest(IMAGES[name])),
  );
  const all = new Map([...rewriter.used, ...started].map((entry) => [reference(entry), entry]));
  return [...all.keys()].sort().flatMap((key) => all.get(key) ?? []);
}
