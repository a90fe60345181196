import { Yaml } from 'cdk8s';
import { ruleFile } from './rules';
import type { Component } from '../component/component';
import { fileName } from '../component/file-name';
import type { RenderedFile, Rendering } from '../render/rendering';

/** The alerts of every component as rule files for Prometheus; none where they are objects of its operator. */
export function alerts(rendering: Rendering): readonly RenderedFile[] {
  return alerting(rendering).map((component) => ({
    path: `alerts/${fileName(component)}.yml`,
    text: Yaml.stringify(ruleFile(fileName(component), component.alerts)),
  }));
}

/** Components whose alerts are written as files. */
export function alerting({ environment, components }: Rendering): readonly Component[] {
  if (environment.prometheusOperator) return [];
  return components.map(({ component }) => component).filter((component) => component.alerts.length > 0);
}
