import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { StartUpError } from '../start-up-error.js';
import { readSettings } from './settings.js';

const production = {
  MOA_MODE: 'production',
  MOA_SESSION_SECRET: 'a secret of at least thirty-two characters',
  MOA_AUDIT_KEY: 'another secret of at least thirty-two characters',
  MOA_BASE_URL: 'https://moa.example.gov',
  MOA_MAIL_FROM: '287(g) Inspections <moa@example.gov>',
  SMTP_URL: 'smtp://mail.example.gov:25',
};

const refusal = (variables: NodeJS.ProcessEnv): string => {
  try {
    readSettings(variables);
  } catch (error) {
    expect(error).toBeInstanceOf(StartUpError);
    return (error as Error).message;
  }
  throw new Error('the settings were accepted');
};

describe('the settings', () => {
  it('open the demonstration when nothing is set', () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      mode: 'demo',
      role: 'all',
      isDemo: true,
      runsWeb: true,
      runsWorker: true,
      firstToday: '2012-09-26',
      baseUrl: 'http://127.0.0.1:3000',
      database: { engine: 'sqlite', file: resolve('var/moa.db') },
    });
  });

  it('take an empty variable for one that is not set', () => {
    expect(readSettings({ PORT: '', MOA_ROLE: '' })).toMatchObject({ port: 3000, role: 'all' });
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['MOA_MODE', 'staging'],
    ['MOA_ROLE', 'both'],
    ['DATABASE_URL', 'mysql://localhost/moa'],
    ['REDIS_URL', 'localhost:6379'],
    ['SMTP_URL', 'mail.example.gov'],
    ['MOA_TODAY', 'yesterday'],
    ['MOA_TODAY', '2012-02-30'],
    ['MOA_SESSION_SECRET', 'too short'],
    ['MOA_BASE_URL', 'moa.example.gov'],
    ['MOA_LOG_LEVEL', 'chatty'],
  ])('refuse %s=%s and name the variable', (name, value) => {
    expect(refusal({ [name]: value })).toContain(name);
  });

  it('name all that is wrong at once', () => {
    const message = refusal({ PORT: 'eighty', MOA_ROLE: 'both', SMTP_URL: 'mail.example.gov' });
    for (const name of ['PORT', 'MOA_ROLE', 'SMTP_URL']) expect(message).toContain(name);
  });

  it('do not repeat a secret in what they say about it', () => {
    expect(refusal({ MOA_SESSION_SECRET: 'hunter2' })).not.toContain('hunter2');
  });

  it('find the database by a relative or an absolute path, or by an address', () => {
    const databaseOf = (DATABASE_URL: string) => readSettings({ DATABASE_URL }).database;
    expect(databaseOf('sqlite:data/moa.db')).toEqual({
      engine: 'sqlite',
      file: resolve('data/moa.db'),
    });
    expect(databaseOf('sqlite:/srv/moa.db')).toEqual({ engine: 'sqlite', file: '/srv/moa.db' });
    expect(databaseOf('postgres://moa@db/moa')).toEqual({
      engine: 'postgres',
      url: 'postgres://moa@db/moa',
    });
    expect(readSettings({ MOA_DATA_DIR: '/srv/moa' }).database).toEqual({
      engine: 'sqlite',
      file: '/srv/moa/moa.db',
    });
  });

  it('give links an address that a browser finds, without a slash at its end', () => {
    expect(readSettings({ HOST: '0.0.0.0', PORT: '8080' }).baseUrl).toBe('http://localhost:8080');
    expect(readSettings({ MOA_BASE_URL: 'https://moa.example.gov/' }).baseUrl).toBe(
      'https://moa.example.gov',
    );
  });

  it('split the work by role', () => {
    expect(readSettings({ MOA_ROLE: 'web' })).toMatchObject({ runsWeb: true, runsWorker: false });
    expect(readSettings({ MOA_ROLE: 'worker' })).toMatchObject({
      runsWeb: false,
      runsWorker: true,
    });
  });
});

describe('the settings of production', () => {
  it('are accepted when complete, and shift no clock', () => {
    expect(readSettings(production)).toMatchObject({ isDemo: false, firstToday: undefined });
  });

  it.each(['MOA_SESSION_SECRET', 'MOA_AUDIT_KEY', 'MOA_BASE_URL', 'MOA_MAIL_FROM', 'SMTP_URL'])(
    'are refused without %s',
    (name) => {
      expect(refusal({ ...production, [name]: undefined })).toContain(name);
    },
  );

  it('have no today of their own', () => {
    expect(refusal({ ...production, MOA_TODAY: '2012-09-26' })).toContain('MOA_TODAY');
  });
});
