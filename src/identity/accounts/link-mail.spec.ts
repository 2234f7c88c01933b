import { describe, expect, it } from '@jest/globals';
import { durationText, type LinkMailFacts, writeLinkMail } from './link-mail.js';

const facts: LinkMailFacts = {
  purpose: 'invitation',
  name: 'Inspector <1>',
  invitedBy: 'Administrator 1',
  address: 'https://moa.example.gov/invitation/secret',
  hasLink: true,
  minutes: 4320,
  baseUrl: 'https://moa.example.gov',
  isDemo: false,
};

describe('the mail with a link', () => {
  it('says who invited, how long the link holds and where it leads, in text and in HTML', () => {
    const { text, html } = writeLinkMail(facts);
    for (const part of [text, html]) {
      expect(part).toContain('Administrator 1 has given you an account');
      expect(part).toContain('holds for 3 days');
      expect(part).toContain(facts.address);
      expect(part).not.toContain('Demonstration');
    }
    expect(html).toContain('Inspector &lt;1>');
  });

  it('names nobody where a command invited, and tells who did not ask what to do', () => {
    expect(writeLinkMail({ ...facts, invitedBy: null }).text).toContain(
      'You have been given an account',
    );
    const reset = writeLinkMail({ ...facts, purpose: 'password-reset', minutes: 60, isDemo: true });
    expect(reset.text).toContain('holds for 1 hour');
    expect(reset.text).toContain('do nothing: your password stays as it is');
    expect(reset.html).toContain('Demonstration');
  });

  it('has no secret in its subject', () => {
    expect(writeLinkMail(facts).subject).not.toContain('secret');
  });
});

it.each([
  [60, '1 hour'],
  [90, '90 minutes'],
  [1, '1 minute'],
  [1440, '1 day'],
  [4320, '3 days'],
])('calls %i minutes %s', (minutes, words) => {
  expect(durationText(minutes)).toBe(words);
});
