import { Calico, Environment, type EnvironmentProps, type Landscape, type Platform } from 'tripod-iac';

/** What differs between the environments: data, never code. */
export interface Settings extends Omit<EnvironmentProps, 'landscape'> {}

/** The platform, composed once; every environment is this with its own settings. */
export function blueprint(platform: Platform, name: string, landscape: Landscape, settings: Settings): Environment {
  const environment = new Environment(platform, name, { ...settings, landscape });
  new Calico(environment, 'network');
  return environment;
}
