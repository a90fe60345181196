import type { Environment } from '../../../../core';
import { isDnsLabel, isObjectName } from '../../../../core/check/names';
import { isEndpoint } from '../../../../core/check/props';
import { type Problems, show } from '../../../../errors';

/** What `RookCeph` is told of its object store. */
interface ObjectChoice {
  readonly objectStore?: boolean;
  readonly bucketCertificate?: string;
  readonly bucketAuthorities?: string;
  readonly bucketEndpoint?: string;
  readonly realm?: string;
}

const ONLY_WITH_A_STORE = ['bucketCertificate', 'bucketAuthorities', 'bucketEndpoint', 'realm'] as const;

/** Longest realm: its name stands in that of a Secret's label and of a user, with `-system-user`. */
const REALM = 51;

/** Checks what is said of the object store. */
export function checkObjects(choice: ObjectChoice, environment: Environment | undefined, problems: Problems): void {
  for (const at of ONLY_WITH_A_STORE.filter((key) => choice[key] !== undefined)) {
    problems.check(choice.objectStore !== false, {
      at,
      got: `${show(choice[at])} without an object store`,
      want: 'nothing where there are no buckets',
      fix: `leave \`objectStore\` out, or \`${at}\``,
    });
  }
  for (const at of ['bucketCertificate', 'bucketAuthorities'] as const) {
    problems.check(choice[at] === undefined || isObjectName(choice[at]), {
      at,
      got: choice[at],
      want: 'the name of a Secret in the namespace rook-ceph',
      fix: "for example `'bucket-tls'`; what it holds never stands here",
    });
  }
  checkRealm(choice, environment, problems);
}

function checkRealm({ realm, bucketEndpoint }: ObjectChoice, environment: Environment | undefined, problems: Problems) {
  problems.check(realm === undefined || (isDnsLabel(realm) && realm.length <= REALM), {
    at: 'realm',
    got: realm,
    want: `a DNS label of at most ${REALM} characters, the same in all cities`,
    fix: "for example `'bank'`",
  });
  problems.check(realm === undefined || environment !== undefined, {
    at: 'realm',
    got: `${show(realm)} in a plain App`,
    want: 'an Environment around it: its zone carries the name of the environment',
    fix: 'create it in `new Environment(platform, …)`',
  });
  problems.check(bucketEndpoint === undefined || isEndpoint(bucketEndpoint), {
    at: 'bucketEndpoint',
    got: bucketEndpoint,
    want: 'an https address without path: between cities nothing travels in the clear',
    fix: "for example `'https://s3.shanghai.bank.example'`",
  });
  problems.check(realm === undefined || bucketEndpoint !== undefined, {
    at: 'realm',
    got: `${show(realm)} without \`bucketEndpoint\``,
    want: 'an address that other cities reach: left to itself, Rook names the Service of its own cluster',
    fix: 'set `bucketEndpoint`',
  });
  problems.check(realm !== undefined || bucketEndpoint === undefined, {
    at: 'bucketEndpoint',
    got: `${show(bucketEndpoint)} without \`realm\``,
    want: 'nothing where no other city keeps the buckets',
    fix: 'set `realm`, or leave `bucketEndpoint` out',
  });
}
