import * as resources from '@pulumi/pulumi/resource';

/** What Pulumi's own constructors take, of all resources together. */
export const constructing = { milliseconds: 0 };

/** Classes whose construction is counted. The module is patched, since nothing else stands between it and the bridge. */
const classes = resources as unknown as Record<string, new (...args: never[]) => object>;
for (const name of ['CustomResource', 'ComponentResource']) {
  const Real = classes[name] as new (...args: never[]) => object;
  let depth = 0;
  classes[name] = class extends Real {
    constructor(...args: never[]) {
      const started = performance.now();
      depth++;
      super(...args);
      if (--depth === 0) constructing.milliseconds += performance.now() - started;
    }
  };
}
