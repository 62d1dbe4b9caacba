import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { findDovecot } from './find-dovecot.mjs';
import { freePort } from './free-port.ts';

const TRIES = 200;
const TRY_MS = 50;

/** A real IMAP server on loopback with one mailbox, `test`, password `test`. */
export class Dovecot {
  port = 0;
  private readonly folder = mkdtempSync(join(tmpdir(), 'kasstroom-dovecot-'));
  private child: ChildProcess | undefined;
  /** Whom it runs as: never root. */
  private readonly owner = ownerOf();

  async start(): Promise<this> {
    const found = findDovecot();
    if ('reason' in found) throw new Error(found.reason);
    this.port = await freePort();
    for (const name of ['mail/cur', 'mail/new', 'mail/tmp', 'run', 'state']) mkdirSync(join(this.folder, name), { recursive: true });
    writeFileSync(join(this.folder, 'users'), 'test:{PLAIN}test\n');
    writeFileSync(join(this.folder, 'dovecot.conf'), this.config());
    this.own();
    const command = [found.bin, '-F', '-c', join(this.folder, 'dovecot.conf')];
    const [file = '', ...args] = process.getuid?.() === 0 ? ['runuser', '-u', this.owner.name, '--', ...command] : command;
    this.child = spawn(file, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let complaint = '';
    this.child.stderr?.on('data', (chunk: Buffer) => {
      complaint += String(chunk);
    });
    for (let tries = 0; tries < TRIES; tries += 1) {
      if (await answers(this.port)) return this;
      await setTimeout(TRY_MS);
    }
    throw new Error(`dovecot does not answer: ${complaint}`);
  }

  /** Puts a mail into the mailbox as a mail server would (maildir: first elsewhere, then moved). */
  deliver(source: string): void {
    const name = `${Date.now()}.${randomUUID()}.test`;
    const file = join(this.folder, 'mail/tmp', name);
    writeFileSync(file, source.replaceAll(/\r?\n/g, '\r\n'));
    if (process.getuid?.() === 0) chownSync(file, this.owner.uid, this.owner.gid);
    renameSync(file, join(this.folder, 'mail/new', name));
  }

  /** Takes all mail out of the mailbox. */
  empty(): void {
    for (const place of ['cur', 'new']) {
      const folder = join(this.folder, 'mail', place);
      for (const name of readdirSync(folder)) rmSync(join(folder, name));
    }
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (child && child.exitCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      // runuser passes it on, and dovecot's own processes end with it.
      child.kill('SIGTERM');
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10 });
  }

  private own(): void {
    if (process.getuid?.() !== 0) return;
    chmodSync(this.folder, 0o755);
    execFileSync('chown', ['-R', `${this.owner.uid}:${this.owner.gid}`, this.folder]);
  }

  private config(): string {
    const { folder } = this;
    const { name, group } = this.owner;
    return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${name}
default_internal_group = ${group}
default_login_user = ${name}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:${folder}/mail
service anvil {
  chroot =
}
service stats {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${this.port}
  }
  inet_listener imaps {
    port = 0
  }
}
service auth-worker {
  user = ${name}
}
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = static
  args = uid=${name} gid=${group} home=${folder}
}
`;
  }
}

/** The user who runs the tests; under root nobody, because dovecot does not let a root user have mail. */
function ownerOf(): { name: string; group: string; uid: number; gid: number } {
  const id = (...args: string[]): string => execFileSync('id', args, { encoding: 'utf8' }).trim();
  const who = process.getuid?.() === 0 ? ['nobody'] : [];
  return { name: id('-un', ...who), group: id('-gn', ...who), uid: Number(id('-u', ...who)), gid: Number(id('-g', ...who)) };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (answered: boolean): void => {
      socket.destroy();
      resolve(answered);
    };
    socket.once('data', () => end(true));
    socket.once('error', () => end(false));
    socket.once('close', () => end(false));
  });
}
