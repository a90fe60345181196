import type { Policies, ResourceValidationArgs, ResourceValidationPolicy } from '@pulumi/policy';
import { unwrap } from './marks';
import type { Resource } from './resource/resource';
import { images } from './rules/images';
import { limits } from './rules/limits';
import { privileged } from './rules/privileged';
import { protection } from './rules/protection';
import { message, type Rule } from './rules/rule';
import { secrets } from './rules/secrets';

/** Secret inputs of the resources that the engine is about to have checked, by URN. */
type Marks = Map<string, ReadonlySet<string>>;

/** The rules, as policies of one pack. */
export function policies(): Policies {
  const marks: Marks = new Map();
  return [
    reader(marks),
    policy(images),
    policy(limits),
    policy(privileged),
    policy(protection),
    policy(secrets, marks),
  ];
}

/**
 * Reads which inputs are secret. The engine tells a remediation, not a validation, and asks for it first; this one mends
 * nothing.
 */
function reader(marks: Marks): ResourceValidationPolicy {
  return {
    name: 'secret-marks',
    description: 'Reads which inputs are marked as secret, for the policy plain-secrets. Changes nothing.',
    enforcementLevel: 'remediate',
    remediateResource: ({ urn, props }) => {
      marks.set(urn, unwrap(props).secrets);
    },
  };
}

function policy<Settings extends object>(rule: Rule<Settings>, marks?: Marks): ResourceValidationPolicy {
  return {
    name: rule.name,
    description: rule.description,
    configSchema: { properties: rule.schema },
    validateResource: (args, report) => {
      const resource = toResource(args, marks?.get(args.urn));
      marks?.delete(args.urn);
      const settings = { ...rule.defaults, ...args.getConfig<Partial<Settings>>() };
      for (const violation of rule.check(resource, settings)) report(message(resource, violation));
    },
  };
}

function toResource({ type, name, props, opts }: ResourceValidationArgs, marked?: ReadonlySet<string>): Resource {
  return { type, name, props: unwrap(props).props, protect: opts.protect, secrets: marked };
}
