import { Struct, type JavaScriptValue } from 'google-protobuf/google/protobuf/struct_pb';
import { decode, encode, type Properties } from './values';

/** The properties of a request; none where the field is absent. */
export const fromWire = (struct: Struct | undefined): Properties => decode(struct?.toJavaScript() ?? {}) as Properties;

/** Properties for an answer. */
export const toWire = (properties: Properties): Struct =>
  Struct.fromJavaScript(encode(properties) as Record<string, JavaScriptValue>);
