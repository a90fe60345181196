import { Environment, type EnvironmentProps, type Landscape, type Platform, type Tier } from 'tripod-iac';

/** An environment of a platform that the test keeps. */
export function environmentOn(
  platform: Platform,
  name: Tier,
  landscape: Landscape,
  props: Partial<EnvironmentProps> = {},
): Environment {
  return new Environment(platform, name, { landscape, tier: name, ...props });
}
