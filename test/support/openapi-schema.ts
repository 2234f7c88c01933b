/** What the document may say of a value, as far as it says it here. */
export interface Schema {
  $ref?: string;
  allOf?: Schema[];
  type?: string;
  nullable?: boolean;
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | true;
  example?: unknown;
}

export interface Operation {
  parameters: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

export interface OpenApi {
  paths: Record<string, { get?: Operation; post?: Operation }>;
  components: { schemas: Record<string, Schema> };
}

/** Where an answer is not what the document promises: too little, too much, or of another kind. */
export function departures(value: unknown, promised: Schema, document: OpenApi, at = ''): string[] {
  const schema = resolved(promised, document);
  if (value === null) return schema.nullable ? [] : [`${at} is null`];
  if (schema.enum && !schema.enum.includes(value)) return [`${at} is ${JSON.stringify(value)}`];
  if (Array.isArray(value))
    return schema.type === 'array'
      ? value.flatMap((item, index) =>
          departures(item, schema.items ?? {}, document, `${at}/${index}`),
        )
      : [`${at} is a list`];
  if (typeof value === 'object') return departuresOfObject(value, schema, document, at);
  return isOfType(value, schema.type) ? [] : [`${at} is a ${typeof value}, not ${schema.type}`];
}

function departuresOfObject(
  value: object,
  schema: Schema,
  document: OpenApi,
  at: string,
): string[] {
  const { properties = {}, required = [], additionalProperties } = schema;
  const missing = required
    .filter((name) => !(name in value))
    .map((name) => `${at}/${name} is missing`);
  const wrong = Object.entries(value).flatMap(([name, inner]) => {
    const promised = properties[name] ?? additionalProperties;
    if (promised === true) return [];
    return promised
      ? departures(inner, promised, document, `${at}/${name}`)
      : [`${at}/${name} is not described`];
  });
  return [...missing, ...wrong];
}

/** With its references followed, and a schema that extends others put together. */
export function resolved(schema: Schema, document: OpenApi): Schema {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return resolved(document.components.schemas[name] ?? {}, document);
  }
  const parts = (schema.allOf ?? []).map((part) => resolved(part, document));
  return Object.assign({}, ...parts, schema) as Schema;
}

const isOfType = (value: unknown, type: string | undefined): boolean =>
  type === 'integer' ? Number.isInteger(value) : typeof value === type;
