import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { z } from 'zod';
import * as protocol from '../../src-shared/protocol/index.ts';
import stored from './protocol.json' with { type: 'json' };

/** Everything that says what travels: the schemas by name, the paths, the header. Comments and order do not count. */
function fingerprint(): string {
  const parts = Object.entries(protocol)
    .filter(([name]) => name !== 'PROTOCOL_VERSION')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => [name, value instanceof z.ZodType ? z.toJSONSchema(value, { unrepresentable: 'any' }) : value]);
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

it('raises its version when a message changes', () => {
  const now = fingerprint();
  if (now !== stored.sha256) {
    const raised = protocol.PROTOCOL_VERSION > stored.version;
    expect.fail(
      raised
        ? `the protocol has a new version: write {"version": ${protocol.PROTOCOL_VERSION}, "sha256": "${now}"} to tests/unit/protocol.json`
        : `src-shared/protocol changed: raise PROTOCOL_VERSION, or desktops and servers of two kinds take each other for one (now ${now})`,
    );
  }
  expect(protocol.PROTOCOL_VERSION).toBe(stored.version);
});
