import type { Problems } from '../../../core';
import { show } from '../../../errors';
import { isAddress, isDomain, isHostName } from '../../names';
import { vipSites } from '../../settings/masters';
import type { Settings } from '../../settings/settings';
import { checkList, type ListRule } from './lists';

/** Interface names as Linux takes them (15 bytes). */
const INTERFACE = /^[a-zA-Z0-9_.-]{1,15}$/;

/** Checks names and addresses under which the API is reached, and the interface that carries some of them. */
export function checkNames(settings: Settings, problems: Problems): void {
  checkEndpoint(settings, problems);
  checkInterface(settings, problems);
  checkList(settings.certSANs, SUBJECTS, problems);
}

function checkEndpoint({ endpoint, dnsDomain }: Settings, problems: Problems): void {
  problems.check(isHostName(endpoint) && endpoint.includes('.'), {
    at: 'endpoint',
    got: endpoint,
    want: 'a DNS name in lower case, with a domain and without a port',
    fix: 'for example `api.prod.bank.example`; an address would tie every client to one site for good',
  });
  const domain = problems.check(isDomain(dnsDomain), {
    at: 'dnsDomain',
    got: dnsDomain,
    want: 'a DNS domain in lower case',
    fix: 'leave it out for cluster.local',
  });
  problems.check(!domain || typeof endpoint !== 'string' || !endpoint.endsWith(`.${dnsDomain}`), {
    at: 'endpoint',
    got: `${show(endpoint)}, inside the domain of the cluster ${show(dnsDomain)}`,
    want: 'a name that hosts resolve before there is a cluster',
    fix: "choose a name of the bank's own DNS",
  });
}

function checkInterface({ environment, interface: nic }: Settings, problems: Problems): void {
  const vips = vipSites(environment).map((site) => site.name);
  problems.check(nic === undefined ? vips.length === 0 : typeof nic === 'string' && INTERFACE.test(nic), {
    at: 'interface',
    got: nic,
    want: `the network interface of the masters that carries the VIP${vips.length > 0 ? ` of ${vips.join(', ')}` : ''}`,
    fix: 'for example `bond0`; `ip -brief address` on a master shows it',
  });
  problems.check(nic === undefined || vips.length > 0, {
    at: 'interface',
    got: `${show(nic)}, without a VIP to put on it`,
    want: 'none',
    fix: 'leave it out, or give a site with masters a `vip`',
  });
}

const SUBJECTS: ListRule = {
  at: 'certSANs',
  want: {
    list: 'a list of DNS names and addresses',
    entry: 'a DNS name in lower case, or an address, without scheme and port; a wildcard is the whole first label',
    once: 'every name once',
  },
  fix: {
    list: "for example `certSANs: ['api.dr.bank.example']`",
    entry: 'for example `api.dr.bank.example`, `*.bank.example` or `10.10.0.9`',
    once: 'remove one of the two',
  },
  isEntry: isSubject,
};

/** As kubeadm takes it (kubernetes/kubernetes cmd/kubeadm/app/apis/kubeadm/validation/validation.go@v1.34.4, ValidateCertSANs). */
function isSubject(name: unknown): boolean {
  const text = typeof name === 'string' ? name.replace(/^\*\./, '') : name;
  return isAddress(name) || isHostName(text);
}
