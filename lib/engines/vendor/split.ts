import { parse } from 'yaml';
import type { VendoredObject } from '../../core';

export interface SplitRelease {
  readonly definitions: readonly string[];
  readonly objects: readonly VendoredObject[];
}

/** Parts the documents of a file: definitions stay bytes, since parsing them costs seconds; the rest is parsed. */
export function split(text: string): SplitRelease {
  const documents = text.split(/^---.*$/m).filter((document) => /^[^#\s]/m.test(document));
  const isDefinition = (document: string) => /^kind: *"?CustomResourceDefinition"?\s*$/m.test(document);
  return {
    definitions: documents.filter(isDefinition).map((document) => document.replace(/^\n+/, '')),
    objects: documents.filter((document) => !isDefinition(document)).flatMap((document) => members(parse(document))),
  };
}

/** The objects of a document, which may be a list. */
function members(document: unknown): readonly VendoredObject[] {
  const object = document as VendoredObject & { readonly items?: readonly VendoredObject[] };
  return object.kind === 'List' ? (object.items ?? []) : [object];
}
