import { PROGRAM } from '@/lib/generation/version';
import { version } from '@/package.json';
import { OPERATIONS, type Operation } from './operations';

const ERRORS = {
  Refused: {
    description:
      'Not let in (401, 403), asked too much (413, 429), not found (404), not offered (501), or failed (500).',
    content: {
      'application/json': {
        schema: {
          type: 'object',
          properties: {
            error: { type: 'string' },
            detail: { type: 'string' },
            body: { type: 'string' },
            errors: { type: 'string' },
          },
        },
      },
    },
  },
  BadFields: {
    description: 'Fields that are not right, all of them.',
    content: {
      'application/json': {
        schema: {
          type: 'object',
          properties: {
            detail: {
              type: 'array',
              items: {
                type: 'object',
                properties: { loc: { type: 'array' }, msg: { type: 'string' }, type: { type: 'string' } },
              },
            },
          },
        },
      },
    },
  },
} as const;

function operationObject({ summary, body, query = {} }: Operation) {
  const parameters = Object.entries(query).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema,
  }));
  return {
    summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      200: { description: 'Done.', content: { 'application/json': { schema: {} } } },
      ...(body ? { 422: { $ref: '#/components/responses/BadFields' } } : {}),
      default: { $ref: '#/components/responses/Refused' },
    },
  };
}

/** The OpenAPI document of everything that programs call: made from the tables that read their requests. */
export function openApiDocument() {
  const paths: Record<string, Record<string, object>> = {};
  for (const [key, operation] of Object.entries(OPERATIONS)) {
    const [method = '', path = ''] = key.split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationObject(operation) };
  }
  return {
    openapi: '3.1.0',
    info: { title: PROGRAM, version },
    security: [{ token: [] }, { password: [] }],
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A token of your account page.' },
        password: { type: 'http', scheme: 'basic' },
      },
      responses: ERRORS,
    },
  };
}
