import type { ApiObject } from 'cdk8s';
import { isFields, type Problems, TripodError } from '../../errors';
import { groupOf } from '../kind/scope';
import { A_DNS_LABEL, isDnsLabel, isLabelKey, isLabelValue, isObjectName, isPathSegment, isServiceName } from './names';
import type { Json } from './json';

interface NameRule {
  readonly fits: (name: unknown) => boolean;
  readonly want: string;
}

const SUBDOMAIN: NameRule = {
  fits: isObjectName,
  want: 'a DNS subdomain: at most 253 lower-case letters, digits, dashes and dots',
};
const LABEL: NameRule = { fits: isDnsLabel, want: A_DNS_LABEL };
const PATH_SEGMENT: NameRule = { fits: isPathSegment, want: 'a name that can stand in a URL' };

/** Kinds whose rule is stricter than that of most (kubernetes pkg/apis, validation of each, v1.34). */
const RULES: Readonly<Record<string, NameRule>> = {
  Namespace: LABEL,
  Service: { fits: isServiceName, want: 'a DNS label of at most 63 characters that starts with a letter' },
  // The names of their pods, eleven characters longer, must be labels still.
  CronJob: { fits: (name) => isDnsLabel(name) && name.length <= 52, want: 'a DNS label of at most 52 characters' },
  Job: LABEL,
  StatefulSet: LABEL,
};

/** The object as JSON; undefined, and a problem, for one with a name or a value that is none of JSON's. */
export function checkPlain(object: ApiObject, problems: Problems): Json | undefined {
  const path = object.node.path;
  const name: unknown = object.name;
  const fix = `rename the ${object.kind}`;
  if (!problems.check(typeof name === 'string', { path, at: 'metadata.name', got: name, want: 'a text', fix })) return;
  try {
    return object.toJson() as Json;
  } catch (error) {
    if (error instanceof TripodError) throw error;
    problems.add({
      path,
      got: error instanceof Error ? error.message : error,
      want: 'an object of texts, numbers, switches, lists and fields',
      fix: 'see the message, and give such a value as a text',
    });
    return;
  }
}

/** Checks the name of an object, and labels and annotations wherever metadata stands in it. */
export function checkMetadata(json: Json, path: string, problems: Problems): void {
  const rule = ruleOf(json);
  const { name } = json.metadata;
  problems.check(rule.fits(name), {
    path,
    at: 'metadata.name',
    got: name,
    want: rule.want,
    fix: `rename the ${json.kind}`,
  });
  visit(json, '', (at, metadata) => {
    checkPairs(
      `${at}.labels`,
      metadata['labels'],
      isLabelValue,
      'at most 63 letters, digits, dashes and dots',
      path,
      problems,
    );
    checkPairs(`${at}.annotations`, metadata['annotations'], isString, 'a text', path, problems);
  });
}

function ruleOf({ apiVersion, kind }: Json): NameRule {
  const group = groupOf(apiVersion);
  if (group === 'rbac.authorization.k8s.io') return PATH_SEGMENT;
  return ['', 'apps', 'batch'].includes(group) ? (RULES[kind] ?? SUBDOMAIN) : SUBDOMAIN;
}

function checkPairs(
  at: string,
  pairs: unknown,
  fits: (value: unknown) => boolean,
  want: string,
  path: string,
  problems: Problems,
): void {
  if (pairs === undefined || pairs === null) return;
  const given = problems.check(isFields(pairs), { path, at, got: pairs, want: 'values by key', fix: 'correct it' });
  for (const [key, value] of Object.entries(given ? pairs : {})) {
    problems.check(isLabelKey(key), {
      path,
      at,
      got: key,
      want: 'keys as `name` or `domain/name`, the name of at most 63 characters',
      fix: 'rename the key',
    });
    problems.check(fits(value), { path, at: `${at}['${key}']`, got: value, want, fix: 'correct the value' });
  }
}

/** Calls back for every `metadata` in an object: its own, and those of pod templates and claims. */
function visit(
  value: unknown,
  at: string,
  found: (at: string, metadata: Readonly<Record<string, unknown>>) => void,
): void {
  if (Array.isArray(value)) value.forEach((item, index) => visit(item, `${at}[${index}]`, found));
  if (!isFields(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    const place = at === '' ? key : `${at}.${key}`;
    if (key === 'metadata' && isFields(inner)) found(place, inner);
    else if (typeof inner === 'object') visit(inner, place, found);
  }
}

function isString(value: unknown): boolean {
  return typeof value === 'string';
}
