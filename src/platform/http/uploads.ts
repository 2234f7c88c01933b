import multipart from '@fastify/multipart';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiConsumes, ApiResponse } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { FileTooLarge } from '../files/file-too-large.js';
import { LARGEST_FILE_BYTES } from '../files/largest-file.js';
import { Problem } from './problem.js';

/** A file as it was sent: its name and media type are what the sender says of it. */
export interface UploadedFile {
  name: string;
  mediaType: string;
  content: Buffer;
}

export interface Upload {
  /** The fields besides the file; also the body that a handler's `@Body()` class is checked against. */
  fields: Record<string, string>;
  /** Absent when a form was sent without choosing one. */
  file?: UploadedFile;
}

declare module 'fastify' {
  interface FastifyRequest {
    upload?: Upload;
  }
  interface FastifyContextConfig {
    acceptsUpload?: boolean;
  }
}

const LONGEST_NAME = 200;

/** Lets a route be sent multipart/form-data with one file, by a page's form or by a program; all others refuse it. */
export const AcceptsUpload = (): MethodDecorator =>
  applyDecorators(
    RouteConfig({ acceptsUpload: true }),
    ApiConsumes('multipart/form-data'),
    ApiResponse({ status: 413, description: 'The file is larger than 25 MB' }),
  );

/** What was uploaded; nothing when the request was no multipart form. */
export const readUpload = (request: FastifyRequest): Upload => request.upload ?? { fields: {} };

/**
 * Reads forms with a file before their handler runs, so that the check against forged requests finds its token among the
 * fields as it does in any form. Nothing is read for somebody who has not signed in, nor where no file is expected.
 */
export async function acceptUploads(server: FastifyInstance): Promise<void> {
  await server.register(multipart, {
    limits: {
      fileSize: LARGEST_FILE_BYTES,
      files: 1,
      fields: 50,
      fieldSize: 65_536,
      parts: 51,
      headerPairs: 50,
    },
  });
  server.addHook('preValidation', async (request) => {
    if (!request.isMultipart() || request.is404 || !request.viewer) return;
    if (!request.routeOptions.config.acceptsUpload) throw new NoUploadHere();
    request.upload = await collect(request);
    request.body = request.upload.fields;
  });
}

async function collect(request: FastifyRequest): Promise<Upload> {
  const upload: Upload = { fields: {} };
  try {
    for await (const part of request.parts()) await take(part, upload);
  } catch (error) {
    throw readable(error);
  }
  return upload;
}

async function take(part: Multipart, upload: Upload): Promise<void> {
  if (part.type === 'file') {
    const file = await fileOf(part);
    if (file) upload.file = file;
  } else if (typeof part.value === 'string') upload.fields[part.fieldname] = part.value;
}

/** A browser sends a nameless empty file where none was chosen. */
async function fileOf(part: MultipartFile): Promise<UploadedFile | undefined> {
  const content = await part.toBuffer();
  if (part.filename === '' && content.length === 0) return undefined;
  return { name: plainName(part.filename), mediaType: part.mimetype, content };
}

/** Without folders and control characters: what is left can stand in a header and in a page. */
function plainName(name: string): string {
  const [last = ''] = name.split(/[\\/]/).slice(-1);
  const plain = last.replace(/\p{C}/gu, '').trim();
  return plain === '' ? 'file' : plain.slice(-LONGEST_NAME);
}

class NoUploadHere extends Problem {
  constructor() {
    super(
      415,
      'unreadable-body',
      'The request cannot be read',
      'No file is expected here. Send application/json, or a form as application/x-www-form-urlencoded.',
    );
  }
}

/** What the plugin says of a form that it cannot take, as something that the sender can understand. */
function readable(error: unknown): unknown {
  const { code } = error as { code?: unknown };
  if (code === 'FST_REQ_FILE_TOO_LARGE') return new FileTooLarge(LARGEST_FILE_BYTES);
  const isLimit = typeof code === 'string' && /^FST_(FILES|FIELDS|PARTS)_LIMIT$/.test(code);
  return new Problem(
    isLimit ? 413 : 400,
    'unreadable-body',
    'The request cannot be read',
    isLimit
      ? 'The form holds more than one file or more than 50 fields.'
      : 'The form with the file did not arrive whole. Send it again.',
  );
}
