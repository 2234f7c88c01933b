import type { VNode } from 'preact';

/** As much of a JSON schema as our document uses. */
export interface ApiSchema {
  $ref?: string;
  type?: string;
  items?: ApiSchema;
  allOf?: ApiSchema[];
  properties?: Record<string, ApiSchema>;
  additionalProperties?: boolean | ApiSchema;
  required?: string[];
  nullable?: boolean;
  description?: string | undefined;
  enum?: unknown[];
  example?: unknown;
  default?: unknown;
  minimum?: number;
  maximum?: number;
}

export function SchemaLink({ reference }: { reference: string }): VNode {
  const name = reference.split('/').at(-1) ?? reference;
  return <a href={`#${name}`}>{name}</a>;
}

/** `string or null`, `list of TeamMemberResponse`, `map of number`. */
export function SchemaType({ schema }: { schema: ApiSchema | undefined }): VNode {
  const reference = schema?.$ref ?? schema?.allOf?.[0]?.$ref;
  const orNull = schema?.nullable ? ' or null' : '';
  if (reference)
    return (
      <>
        <SchemaLink reference={reference} />
        {orNull}
      </>
    );
  if (schema?.type === 'array')
    return (
      <>
        list of <SchemaType schema={schema.items} />
        {orNull}
      </>
    );
  if (typeof schema?.additionalProperties === 'object')
    return (
      <>
        map of <SchemaType schema={schema.additionalProperties} />
        {orNull}
      </>
    );
  return <>{`${schema?.type ?? 'any'}${orNull}`}</>;
}

/** What the type leaves open: meaning, choices, limits, default and an example. */
export function describeSchema(schema: ApiSchema): string {
  const { description, enum: choices, minimum, maximum, example } = schema;
  return [
    description,
    choices && `one of ${choices.map(plain).join(', ')}`,
    minimum !== undefined && maximum !== undefined && `${minimum} to ${maximum}`,
    schema.default !== undefined && `default ${plain(schema.default)}`,
    example !== undefined && `such as ${plain(example)}`,
  ]
    .filter((part) => typeof part === 'string' && part !== '')
    .join('; ');
}

const plain = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);
