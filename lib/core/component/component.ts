import { type ApiObject, Chart, type Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { isList, Problems, TripodError } from '../../errors';
import type { Host } from '../../landscape';
import type { ImageName } from '../catalogue/images';
import type { Bootstrap } from '../contracts/bootstrap';
import type { Exchange } from '../contracts/exchange';
import type { Fact } from '../contracts/facts';
import type { Environment } from '../environment/environment';
import { findEnvironment } from '../environment/find-environment';
import { checkAlert } from '../alert/check';
import type { Alert } from '../alert/alert';
import { ALERTS_NAMESPACE, prometheusRule, RULES_ARE_READ } from '../alert/rules';
import type { Document } from './document';
import { fileName } from './file-name';
import { HostFile, type HostFileProps } from './host-file';
import { NamespaceObject, type NamespaceProps } from '../environment/namespace';
import { LABELS } from '../owner';
import type { PlanStep } from './plan-step';
import { type Condition, DEFAULT_TIMEOUT, type ObjectRef, type Readiness, refOf } from './readiness';
import { type Stage, STAGES } from './stage';

const COMPONENT = Symbol.for('tripod.component');

export interface ComponentOptions {
  readonly stage: Stage;
  /** Components that must be ready before this one starts; undefined ones (not there in a plain App) are skipped. @default - none */
  readonly needs?: readonly (Component | undefined)[];
  /** What the caller passed: checked to be props, and its `needs` are added. @default - none: the component takes no props */
  readonly props?: ComponentProps;
}

/** A shell command that a host runs at its first start. */
export interface BootCommand {
  readonly host: string;
  readonly command: string;
}

/** Props that every component takes. */
export interface ComponentProps {
  /** Further components that must be ready before this one starts. @default - none beyond what the component needs by itself */
  readonly needs?: readonly Component[];
}

/**
 * One thing that a person would name: Calico, Rook-Ceph, Jenkins. A chart with a stage, needs, readiness and facts.
 * Works in a plain cdk8s `App` too, where a caller passes what an environment would have known.
 */
export abstract class Component extends Chart {
  static isComponent(construct: unknown): construct is Component {
    return typeof construct === 'object' && construct !== null && COMPONENT in construct;
  }

  /** cdk8s lets every chart pass for an instance of every subclass; this restores the meaning of `instanceof`. */
  static override [Symbol.hasInstance](value: unknown): value is Chart {
    return Function.prototype[Symbol.hasInstance].call(this, value);
  }

  readonly stage: Stage;
  /** The environment around it; undefined in a plain App. */
  readonly environment: Environment | undefined;
  /** How it makes a cluster from hosts. @default - it makes none */
  readonly bootstrap?: Bootstrap;
  /** What it gives to another environment, and takes from it. @default - nothing */
  readonly exchange?: Exchange;
  private readonly needed = new Set<Component>();
  private readonly conditions: Readiness[] = [];
  private readonly declared: Fact[] = [];
  private readonly raised: Alert[] = [];
  private readonly planned: PlanStep[] = [];
  private readonly expected: string[] = [];
  private readonly started: BootCommand[] = [];
  private readonly fetched: string[] = [];
  private readonly imageNames = new Set<ImageName>();
  private readonly lasting = new Set<ApiObject>();

  constructor(scope: Construct, id: string, options: ComponentOptions) {
    super(scope, id, { labels: LABELS, disableResourceNameHashes: true });
    this.stage = options.stage;
    this.environment = findEnvironment(this);
    Object.defineProperty(this, COMPONENT, { value: true });
    this.start(options);
  }

  get needs(): readonly Component[] {
    return [...this.needed];
  }

  /** Adds components that must be ready before this one starts. @throws TripodError for one of a later stage */
  need(...components: readonly (Component | undefined)[]): void {
    const problems = this.problems();
    components.filter((need) => need !== undefined).forEach((need) => this.addNeed(need, 'needs', problems));
    problems.throwIfAny();
  }

  get readiness(): readonly Readiness[] {
    return this.conditions;
  }

  get facts(): readonly Fact[] {
    return this.declared;
  }

  get steps(): readonly PlanStep[] {
    return this.planned;
  }

  get prerequisites(): readonly string[] {
    return this.expected;
  }

  /** Declares what to wait for before the component counts as ready. */
  ready(object: ApiObject, condition: Condition, timeout: Duration = DEFAULT_TIMEOUT): void {
    this.readyRef(refOf(object), condition, timeout);
  }

  /** The same for an object that somebody else makes: an operator, or its release. */
  readyRef(target: ObjectRef, condition: Condition, timeout: Duration = DEFAULT_TIMEOUT): void {
    this.conditions.push({ target, condition, timeout });
  }

  /** Says that an object is the cluster's own: it is changed here, and stays when everything else is torn down. */
  keep(object: ApiObject): void {
    this.lasting.add(object);
  }

  /** Objects that must never be deleted with the component. */
  get kept(): ReadonlySet<ApiObject> {
    return this.lasting;
  }

  /** Names something that is fetched from the internet whenever the component starts, or is installed. */
  fetches(what: string): void {
    this.fetched.push(what);
  }

  get downloads(): readonly string[] {
    return this.fetched;
  }

  /** Names images that are started without standing in an object: by a binary, or on a host. */
  uses(...images: readonly ImageName[]): void {
    images.forEach((name) => this.imageNames.add(name));
  }

  get images(): readonly ImageName[] {
    return [...this.imageNames];
  }

  /** What somebody must look at when it happens. */
  get alerts(): readonly Alert[] {
    return this.raised;
  }

  /** Adds alerts, which are written as rules for Prometheus. @throws TripodError for one that nobody could read */
  alert(...alerts: readonly Alert[]): void {
    const problems = this.problems();
    alerts.forEach((alert) => checkAlert(alert, problems));
    problems.throwIfAny();
    if (this.raised.length === 0 && alerts.length > 0 && this.environment?.prometheusOperator === true) {
      this.inNamespace(ALERTS_NAMESPACE);
      this.expects(RULES_ARE_READ);
      prometheusRule(this, fileName(this), () => this.alerts);
    }
    this.raised.push(...alerts);
  }

  /** Tells the proof something about the component. */
  fact(...facts: readonly Fact[]): void {
    this.declared.push(...facts);
  }

  /** Adds a step that a person or a machine does beside `kubectl apply`. */
  step(step: PlanStep): void {
    this.planned.push(step);
  }

  /** Commands that a machine runs by itself when it starts for the first time. */
  get bootCommands(): readonly BootCommand[] {
    return this.started;
  }

  /** Has a machine run a shell command at its first start: the host then has cloud-init user data, with all its files. */
  boot(host: Host, command: string): void {
    this.started.push({ host: host.name, command });
  }

  /** Texts that are written beside the manifests: asked for once all environments are complete. */
  get documents(): readonly Document[] {
    return [];
  }

  /** Names something that must exist before the component is installed. */
  expects(prerequisite: string): void {
    this.expected.push(prerequisite);
  }

  /**
   * Checks what can be judged only once all components of the environment are there: called when it is rendered.
   * @param problems collects below the path of the component
   * @default - nothing to check
   */
  checkComplete?(problems: Problems): void;

  /** Makes a namespace, in the environment or, in a plain App, in this chart; returns its name. */
  protected inNamespace(name: string, props: NamespaceProps = {}): string {
    if (this.environment !== undefined) this.environment.namespace(name, props);
    else if (this.node.tryFindChild(`namespace-${name}`) === undefined)
      new NamespaceObject(this, `namespace-${name}`, name, props);
    return name;
  }

  /** Writes a file onto a host. */
  protected hostFile(host: Host, props: Omit<HostFileProps, 'host'>): HostFile {
    return new HostFile(this, `${host.name}:${props.path}`, { ...props, host });
  }

  /**
   * The environment, for components that cannot work without one.
   * @param reason why; @default - hosts are needed
   * @throws TripodError in a plain App
   */
  protected requireEnvironment(reason = 'it writes host files'): Environment {
    if (this.environment !== undefined) return this.environment;
    throw new TripodError([
      {
        path: this.node.path,
        got: `${this.constructor.name} in a plain App`,
        want: `an Environment around it: ${reason}`,
        fix: 'create it in `new Environment(platform, …)`',
      },
    ]);
  }

  /** A collector for this component's problems, under its path. */
  protected problems(): Problems {
    return new Problems(this.node.path);
  }

  /** Names come from props: one that derives from the construct's path would change when code is moved. */
  override generateObjectName(object: ApiObject): string {
    throw new TripodError([
      {
        path: object.node.path,
        at: 'metadata.name',
        got: undefined,
        want: 'an explicit name',
        fix: `set metadata.name of the ${object.kind}`,
      },
    ]);
  }

  /** Checks the place in the tree, and what every component takes. */
  private start({ needs = [], props }: ComponentOptions): void {
    const problems = this.problems();
    const outer = this.node.scopes.slice(0, -1).find((scope) => Component.isComponent(scope));
    problems.check(outer === undefined, {
      got: `a component inside the component ${outer?.node.path}`,
      want: 'components side by side',
      fix: 'create it in the environment, and name the other one in `needs`',
    });
    const given = problems.check(
      props === undefined || (typeof props === 'object' && props !== null && !Array.isArray(props)),
      {
        at: 'props',
        got: props,
        want: `an object with the props of ${this.constructor.name}`,
        fix: 'pass them as `{ … }`, or leave them out where none is required',
      },
    );
    this.addNeeds(needs, problems);
    if (given && props?.needs !== undefined) this.addNeeds(props.needs, problems);
    problems.throwIfAny();
  }

  private addNeeds(needs: readonly (Component | undefined)[], problems: Problems): void {
    const list = problems.check(isList(needs), {
      at: 'needs',
      got: needs,
      want: 'a list of components',
      fix: 'pass what was made before, such as `needs: [network]`',
    });
    if (list) needs.forEach((need, index) => this.addNeed(need, `needs[${index}]`, problems));
  }

  private addNeed(need: Component | undefined, at: string, problems: Problems): void {
    // An operator is not there in a plain App.
    if (need === undefined) return;
    const known = problems.check(Component.isComponent(need), {
      at,
      got: need,
      want: 'a component',
      fix: 'pass the component itself, such as `network` of `const network = new Calico(…)`',
    });
    if (!known) return;
    this.needed.add(need);
    problems.check(STAGES.indexOf(need.stage) <= STAGES.indexOf(this.stage), {
      at: 'needs',
      got: `${need.node.path} of stage ${need.stage}`,
      want: `components of stage ${this.stage} or earlier`,
      fix: 'turn the need round, or move one of the two to another stage',
    });
  }
}
