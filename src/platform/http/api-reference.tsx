import type { OpenAPIObject } from '@nestjs/swagger';
import type { VNode } from 'preact';
import { DataTable } from '../pages/data-table.js';
import { describeSchema, SchemaLink, SchemaType, type ApiSchema } from './api-schema.js';

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: ApiSchema;
}

interface Content {
  content?: Record<string, { schema?: ApiSchema }>;
}

interface Operation {
  summary?: string;
  parameters?: Parameter[];
  requestBody?: Content;
  responses: Record<string, Content & { description?: string }>;
}

/** Reads well without JavaScript and with a screen reader, which Swagger's own page does not. */
export function ApiReference({ document }: { document: OpenAPIObject }): VNode {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  );
  const schemas = Object.entries(document.components?.schemas ?? {});
  return (
    <div class="grid-container">
      <h1>API</h1>
      <p>{document.info.description}</p>
      <p>
        The same as <a href="/api/openapi.json">openapi.json</a> (OpenAPI {document.openapi}), for
        tools that write clients. A program sends its token with every request:
      </p>
      <pre class="moa-code" tabIndex={0} aria-label="Example">
        {`TOKEN=$(npm run --silent moa -- token create --role program-manager --name example)
curl -H "Authorization: Bearer $TOKEN" 'http://127.0.0.1:3000/api/v1/census?asOf=2012-06-25'`}
      </pre>
      <h2>Addresses</h2>
      <ul class="moa-list">
        {operations.map(({ name, operation }) => (
          <li key={name}>
            <a href={`#${anchorOf(name)}`}>
              <code>{name}</code>
            </a>{' '}
            {operation.summary}
          </li>
        ))}
      </ul>
      {operations.map(({ name, operation }) => (
        <OperationSection key={name} name={name} operation={operation} />
      ))}
      <h2>Shapes</h2>
      {schemas.map(([name, schema]) => (
        <SchemaSection key={name} name={name} schema={schema as ApiSchema} />
      ))}
    </div>
  );
}

const anchorOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');

function OperationSection({ name, operation }: { name: string; operation: Operation }): VNode {
  const { summary, parameters = [], requestBody, responses } = operation;
  return (
    <section aria-labelledby={anchorOf(name)}>
      <h3 id={anchorOf(name)}>
        <code>{name}</code>
      </h3>
      {summary && <p>{summary}.</p>}
      {parameters.length > 0 && (
        <DataTable
          caption={`Parameters of ${name}`}
          isCaptionHidden
          rows={parameters}
          keyOf={(parameter) => parameter.name}
          columns={[
            { header: 'Parameter', isRowHeader: true, cell: ({ name: key }) => <code>{key}</code> },
            {
              header: 'In',
              cell: ({ in: place, required }) => `${place}${required ? ', required' : ''}`,
            },
            { header: 'Type', cell: ({ schema }) => <SchemaType schema={schema} /> },
            {
              header: 'Meaning',
              cell: ({ description, schema }) => describeSchema({ ...schema, description }),
            },
          ]}
        />
      )}
      <dl class="moa-facts">
        {requestBody && (
          <div>
            <dt>Body</dt>
            <dd>
              <ContentShape {...requestBody} />
            </dd>
          </div>
        )}
        {Object.entries(responses).map(([status, response]) => (
          <div key={status}>
            <dt>{status}</dt>
            <dd>
              {response.description} <ContentShape {...response} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function ContentShape({ content = {} }: Content): VNode {
  return (
    <>
      {Object.entries(content).map(([type, { schema }]) => (
        <span key={type}>{schema?.$ref ? <SchemaLink reference={schema.$ref} /> : type} </span>
      ))}
    </>
  );
}

function SchemaSection({ name, schema }: { name: string; schema: ApiSchema }): VNode {
  const required = new Set(schema.required ?? []);
  return (
    <section aria-labelledby={name}>
      <h3 id={name}>{name}</h3>
      <DataTable
        caption={`Fields of ${name}`}
        isCaptionHidden
        rows={Object.entries(schema.properties ?? {})}
        keyOf={([field]) => field}
        columns={[
          { header: 'Field', isRowHeader: true, cell: ([field]) => <code>{field}</code> },
          {
            header: 'Type',
            cell: ([field, type]) => (
              <>
                <SchemaType schema={type} />
                {required.has(field) ? '' : ', may be absent'}
              </>
            ),
          },
          { header: 'Meaning', cell: ([, type]) => describeSchema(type) },
        ]}
      />
    </section>
  );
}
