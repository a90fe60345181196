import { runtime } from '@pulumi/pulumi';
import { Environment, fetchedOperators, files, manifestDocuments, render, stageFolder, STAGES } from 'tripod-iac';
import { deploy } from 'tripod-iac/pulumi';
import { platform } from '../../../stacks/platform';
import { parseAllDocuments } from 'yaml';
import { type Registered, registered } from '../../support/registered';
import { vendored } from '../../support/vendored';

/** Values that Pulumi keeps secret. */
interface Data {
  readonly value: Readonly<Record<string, string>>;
}

type Body = Readonly<Record<string, unknown>> & {
  readonly metadata: Readonly<Record<string, unknown>> & { readonly annotations?: Readonly<Record<string, string>> };
};

/** The three environments of the bank, with all operators vendored. */
const environments = platform(vendored())
  .node.findAll()
  .filter((construct) => Environment.isEnvironment(construct));

/** Of the inputs of a resource, what the files would hold. */
function withoutPulumi({ metadata: { annotations = {}, ...metadata }, ...body }: Body): object {
  const own = Object.entries(annotations).filter(([name]) => !name.startsWith('pulumi.com/'));
  return { ...body, metadata: { ...metadata, ...(own.length > 0 ? { annotations: Object.fromEntries(own) } : {}) } };
}

const idOf = (body: object) => {
  const { apiVersion, kind, metadata } = body as { apiVersion: string; kind: string; metadata: Record<string, string> };
  return [apiVersion, kind, metadata['namespace'] ?? '', metadata['name']].join(' ');
};
const byId = (bodies: readonly object[]) => [...bodies].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));

describe.each(environments.map((environment) => [environment.name, environment] as const))(
  '%s',
  (name, environment) => {
    const rendering = render(environment);
    const secrets = Object.fromEntries(
      rendering.secrets
        .filter(({ later }) => !later)
        .flatMap(({ values }) => Object.values(values).map((value) => [value.name, `of ${value.name}`])),
    );
    let all: readonly Registered[];

    beforeAll(async () => {
      all = await registered(() => deploy(environment, { kubeconfig: '', secrets }), { stack: name });
    });

    const objects = () =>
      all.filter(({ type, isRead }) => type.startsWith('kubernetes:') && !isRead && !type.endsWith('Patch'));
    const isMade = ({ type }: Registered) => type === 'kubernetes:core/v1:Secret';

    it('hands the objects of the files to Pulumi, each once and as it is', () => {
      expect(fetchedOperators(rendering)).toEqual([]);
      const inFiles = parseAllDocuments(manifestDocuments(rendering)).map((document) => document.toJS() as object);
      const handed = objects()
        .filter((each) => !isMade(each))
        .map(({ inputs }) => withoutPulumi(inputs as Body));
      expect(handed.map(idOf).sort()).toEqual(inFiles.map(idOf).sort());
      expect(byId(handed)).toEqual(byId(inFiles));
    });

    it('makes the Secrets that the plan lists, one to one', () => {
      const plan = files(rendering).find(({ path }) => path === 'PLAN.md')?.text ?? '';
      const listed = [
        ...plan.matchAll(/^kubectl create secret generic (\S+) --namespace=(\S+) --type=(\S+) (.*) --dry-run/gm),
      ].map(([, secret, namespace, type, keys = '']) => ({
        secret,
        namespace,
        type,
        keys: [...keys.matchAll(/--from-file=([^=]+)="\$SECRETS\/([^"]+)"/g)]
          .map(([, key, value]) => [key, `of ${value}`])
          .sort(),
      }));
      const made = objects()
        .filter(isMade)
        .map(({ inputs }) => {
          const { metadata, type, data } = inputs as unknown as Body & { type: string; data: Data };
          const keys = Object.entries(data.value)
            .map(([key, value]) => [key, Buffer.from(value, 'base64').toString()])
            .sort();
          return { secret: metadata['name'], namespace: metadata['namespace'], type, keys };
        });
      expect(listed.length).toBeGreaterThan(0);
      expect(made).toEqual(expect.arrayContaining(listed));
      expect(made).toHaveLength(listed.length);
    });

    it('marks their values as secret', () => {
      for (const { inputs } of objects().filter(isMade))
        expect(inputs['data']).toMatchObject({ [runtime.specialSigKey]: runtime.specialSecretSig });
    });

    it('names every resource after its kind, namespace and name', () => {
      for (const { name: resource, inputs } of objects()) {
        const { kind, metadata } = inputs as unknown as { kind: string; metadata: Record<string, string> };
        expect(resource).toBe(
          [kind, metadata['namespace'], metadata['name']].filter((part) => part !== undefined).join('/'),
        );
      }
    });

    it('shows the stages as a tree, in their order', () => {
      const stages = all.filter(({ type }) => type === 'tripod:core:Stage').map((stage) => stage.name);
      expect(stages).toEqual(STAGES.map(stageFolder));
    });
  },
);
