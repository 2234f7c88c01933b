import type { INestApplicationContext } from '@nestjs/common';
import { OfficesService } from '../offices/offices.service.js';
import { CommandRefused } from '../platform/cli/commands.js';
import { Problem } from '../platform/http/problem.js';
import { type Role, ROLES } from './permissions.js';

export interface RoleOptions {
  role: string;
  name: string;
  office?: string;
}

/** @throws CommandRefused naming the roles */
export function roleOf(text: string): Role {
  const role = ROLES.find((known) => known === text);
  if (!role) throw new CommandRefused(`--role is ${text}; the roles are ${ROLES.join(', ')}.`);
  return role;
}

/** An ERO supervisor without an office would see everything, so there is none. */
export async function officeOf(
  app: INestApplicationContext,
  role: Role,
  name: string | undefined,
): Promise<string | null> {
  if (!name) {
    if (role === 'ero-supervisor')
      throw new CommandRefused('--office is needed for an ero-supervisor.');
    return null;
  }
  if (role !== 'ero-supervisor')
    throw new CommandRefused(`--office is for an ero-supervisor; the role is ${role}.`);
  const office = await app.get(OfficesService).find(name);
  if (!office) throw new CommandRefused(`--office is ${name}, which is no field office.`);
  return office.id;
}

/** What a page would tell, told at the terminal. */
export async function refusing<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem) throw new CommandRefused(error.detail);
    throw error;
  }
}
