import { TripodError } from '../../errors';
import type { Site } from '../../landscape';
import { FAILURE_KINDS, type FailureKind, type Loss, loss } from '../../proof';

/** Finds the site of a rack by the rack's name alone. @throws TripodError where no site has it, or several */
export type SiteOfRack = (rack: string) => string;

interface Form {
  /** What stands after the equals sign. */
  readonly form: string;
  /** The loss; undefined for a text of another form. */
  readonly read: (text: string, siteOf?: SiteOfRack) => Loss | undefined;
}

/** What can fail, by the word before the equals sign. */
const FORMS: Readonly<Record<string, Form>> = {
  host: { form: 'HOST', read: loss.host },
  rack: { form: 'SITE/RACK', read: rack },
  site: { form: 'SITE', read: loss.site },
  city: { form: 'CITY', read: loss.city },
  link: { form: 'SITE/SITE', read: (text) => two(text, '/', loss.link) },
  partition: { form: 'SITE,SITE…', read: (text) => loss.partition(...names(text)) },
  power: { form: 'HOST,HOST…', read: (text) => loss.power(...names(text)) },
  drain: { form: 'HOST', read: loss.drain },
  process: { form: 'PROCESS@HOST', read: (text) => two(text, '@', loss.process) },
};

/** What `tripod prove --help` says about `--fail`. */
export const FAILURE_FORMS: readonly string[] = Object.entries(FORMS).map(([word, { form }]) => `${word}=${form}`);

const SEQUENCE = /\s+(then after repair|then)\s+/;

/**
 * A failure as it is typed: `site=sh-a`, `site=sh-a + host=h1` for both at once, `host=h1 then site=sh-b` for the second
 * after everything has reacted to the first, `host=h1 then after repair host=h2` for after its copies were made again.
 * @param siteOf finds the site of a rack that is named alone. @default - a rack is named with its site
 * @throws TripodError for a text that is none
 */
export function failureOf(text: string, siteOf?: SiteOfRack): Loss {
  const [first = '', ...rest] = text.trim().split(SEQUENCE);
  let whole = together(first, text, siteOf);
  for (let index = 0; index < rest.length; index += 2) {
    const next = together(rest[index + 1] ?? '', text, siteOf);
    whole = rest[index] === 'then' ? whole.then(next) : whole.thenAfterRepair(next);
  }
  return whole;
}

/** The kind of such a failure: `site` for `site=sh-a`, and `asked` for one of several parts, or of no kind that is proved. */
export function kindOf(text: string): FailureKind | 'asked' {
  const [word = '', ...values] = text.split('=').map((part) => part.trim());
  return values.length === 1 && Object.hasOwn(FAILURE_KINDS, word) ? (word as FailureKind) : 'asked';
}

/** Checks a failure as far as its form goes, before its landscape is known. @throws TripodError for a text that is none */
export function checkForm(text: string): void {
  failureOf(text, () => 'any');
}

/** Finds the site of a rack among those of an environment. */
export function siteOfRack(sites: readonly Pick<Site, 'name' | 'racks'>[]): SiteOfRack {
  return (rack) => {
    const [found, ...more] = sites.filter(({ racks }) => racks.includes(rack));
    if (found !== undefined && more.length === 0) return found.name;
    const there = (found === undefined ? sites : [found, ...more]).flatMap(({ name, racks }) =>
      racks.filter((each) => found === undefined || each === rack).map((each) => `${name}/${each}`),
    );
    throw new TripodError([
      {
        path: 'failure',
        at: 'rack',
        got: found === undefined ? rack : `${rack}, which several sites have`,
        want: `one of ${there.join(', ')}`,
        fix: 'name the rack with its site: rack=SITE/RACK',
      },
    ]);
  };
}

function together(text: string, whole: string, siteOf?: SiteOfRack): Loss {
  return text
    .split('+')
    .map((part) => single(part.trim(), whole, siteOf))
    .reduce((a, b) => a.and(b));
}

function single(text: string, whole: string, siteOf?: SiteOfRack): Loss {
  const [word = '', ...rest] = text.split('=');
  const form = Object.hasOwn(FORMS, word) ? FORMS[word] : undefined;
  const value = rest.join('=').trim();
  const read = form === undefined || value === '' ? undefined : form.read(value, siteOf);
  if (read !== undefined) return read;
  throw new TripodError([
    {
      path: 'failure',
      got: text === '' ? `${whole}, with an empty part` : text,
      want: form === undefined ? `one of ${FAILURE_FORMS.join(', ')}` : `${word}=${form.form}`,
      fix: 'for example `site=sh-a`, `site=sh-a + host=h1` or `host=h1 then site=sh-b`, in quotes',
    },
  ]);
}

/** `sh-a/r1`, or `sh-a-r1` where one site alone has a rack of that name. */
function rack(text: string, siteOf?: SiteOfRack): Loss | undefined {
  if (text.includes('/')) return two(text, '/', loss.rack);
  return siteOf === undefined ? undefined : loss.rack(siteOf(text), text);
}

function two(text: string, between: string, of: (a: string, b: string) => Loss): Loss | undefined {
  const [a = '', b = '', ...more] = text.split(between).map((part) => part.trim());
  return a === '' || b === '' || more.length > 0 ? undefined : of(a, b);
}

function names(text: string): readonly string[] {
  return text.split(',').map((name) => name.trim());
}
